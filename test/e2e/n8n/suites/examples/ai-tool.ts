import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { credentialType } from '../../support/workflow.ts';

export function aiToolExampleTests(n8n: () => N8n): void {
	test('The tool answers what an agent would ask', async () => {
		const { api } = n8n();
		const { credential } = await startIngram(n8n());
		// n8n runs nothing in a workflow in which a credential is not chosen; this one is never used.
		const openAiApi = await api.createCredential('openAiApi', 'Model', { apiKey: 'none' });
		const credentials = { [credentialType]: credential, openAiApi };
		const workflow = await api.importWorkflow(readExample('5-ai-agent-tool.json', { credentials }));
		const execution = await api.startTool(workflow, 'When a chat message comes', 'Search orders', {
			orderNumber: '20-RD12H',
			customerOrderNumber: '',
			onHoldOnly: false,
			createdAfter: '',
			createdBefore: '',
		});
		const { status, items } = await api.finished(execution);

		expect(status).toBe('success');
		expect(items('Search orders')).toMatchObject([
			{ response: [{ orderNumber: '20-RD12H', holdReasonDescription: 'Credit check hold' }] },
		]);
	});
}
