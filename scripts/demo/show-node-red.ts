import { exampleFlows, exampleNames } from '../node-red/example-flows.ts';
import { startNodeRed, type NodeRed } from '../node-red/node-red-process.ts';
import type { ServerSettings } from './server-settings.ts';
import { watchTab, type DemoStage } from './watch-tab.ts';

/** Where Node-RED listens by default; the next free port when it is taken. */
const usualPort = 1880;

/**
 * Starts Node-RED with the package installed and its examples on tabs, and shows it until `stop`
 * aborts.
 * @throws Error when Node-RED does not start, or ends by itself
 */
export async function showNodeRed(
	{ environment, baseUrl, customerNumber, countryCode, clientId, clientSecret }: ServerSettings,
	{
		stage,
		print,
		stop,
	}: {
		/** Where orders can be changed, for one more tab. */
		stage: DemoStage | undefined;
		print: (text: string) => void;
		stop: AbortSignal;
	},
): Promise<void> {
	print('\nStarting Node-RED with the examples …');
	const examples = exampleFlows(exampleNames, {
		...{ environment, baseUrl, customerNumber, countryCode },
		credentials: { clientId: String(clientId), clientSecret: String(clientSecret) },
	});
	const flows = [...(stage ? watchTab(stage) : []), ...examples];
	const nodeRed = await startNodeRed({ port: usualPort, flows });
	print(addresses(nodeRed, stage));
	const stopped = new Promise<'stopped'>((resolve) => {
		if (stop.aborted) resolve('stopped');
		stop.addEventListener('abort', () => resolve('stopped'));
	});
	const ending = await Promise.race([stopped, nodeRed.ended]);
	const output = nodeRed.output();
	await nodeRed.stop();
	if (ending !== 'stopped' && !stop.aborted) throw new Error(`Node-RED has ended:\n${output}`);
}

function addresses({ origin }: NodeRed, stage: DemoStage | undefined): string {
	const hint = stage ? '\nThe buttons on the tab Watch place and release a hold.\n' : '';
	return `
  Editor      ${origin}/
  Hold board  ${origin}/hold-board
${hint}
Stop everything with Ctrl-C.`;
}
