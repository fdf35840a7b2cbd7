import type { IPollFunctions, IWebhookFunctions, Logger } from 'n8n-workflow';

/** How a trigger writes into n8n's log. */
export type Log = Record<'debug' | 'info' | 'warn', (message: string) => void>;

/** n8n's log, in which each line names the node and the workflow. */
export function logOf(n8n: IPollFunctions | IWebhookFunctions): Log {
	const { id: workflowId, name: workflowName } = n8n.getWorkflow();
	const { id: nodeId, name: nodeName } = n8n.getNode();
	const write = (level: keyof Log) => (message: string) => {
		const logger: Logger = n8n.logger;
		logger[level](`${nodeName}: ${message}`, { workflowId, workflowName, nodeId, nodeName });
	};
	return { debug: write('debug'), info: write('info'), warn: write('warn') };
}
