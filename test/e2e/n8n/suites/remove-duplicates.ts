import { startIngram } from '../support/ingram.ts';
import type { N8n } from '../support/n8n-server.ts';
import { creditCheckHold, daysAgo, order } from '../support/orders.ts';
import { triggerName, watch } from '../support/watching.ts';

export function removeDuplicatesTests(n8n: () => N8n): void {
	test('Set up as the notes of the examples say, it lets each event through once', async () => {
		const { api } = n8n();
		const { credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders: [order('20-AAAA2', 'PO-1', daysAgo(1), creditCheckHold)],
		});
		const { nodes, ...workflow } = watch('Never twice', credential, { events: ['holdPlaced'] });
		const once = 'Remove Duplicates';
		const id = await api.importWorkflow({
			...workflow,
			nodes: [
				...nodes,
				{
					id: 'once',
					name: once,
					type: 'n8n-nodes-base.removeDuplicates',
					typeVersion: 2,
					position: [220, 0],
					parameters: {
						operation: 'removeItemsSeenInPreviousExecutions',
						dedupeValue: '={{ $json.eventId }}',
					},
				},
			],
			connections: { [triggerName]: { main: [[{ node: once, type: 'main', index: 0 }]] } },
		});
		// A test in the editor gives the same event each time.
		const told = { eventId: 'sample:holdPlaced:20-AAAA2-11' };
		for (const expected of [[told], []]) {
			const { status, items } = await api.finished(await api.start(id, triggerName));
			expect(status).toBe('success');
			expect(items(triggerName)).toMatchObject([told]);
			expect(items(once)).toMatchObject(expected);
		}
	});
}
