import { setTimeout as pause } from 'node:timers/promises';
import type { Simulator } from '@ingram-orders/simulator';
import { until } from '../../support/until.ts';
import { startIngram } from '../support/ingram.ts';
import type { N8n } from '../support/n8n-server.ts';
import { chain, searchNode } from '../support/workflow.ts';

export function interruptionTests(n8n: () => N8n): void {
	test('A canceled search ends at once, also while it waits for the rate limit', async () => {
		const { simulator, credential } = await startIngram(n8n(), {
			orders: 300,
			rateLimit: { limit: 1, start: 'first-request' },
		});
		const { api } = n8n();
		const id = await api.importWorkflow(
			chain('Canceled', searchNode(credential, { returnAll: true })),
		);
		const execution = await api.start(id, 'Start');
		await until('the first page', () => (searches(simulator) > 0 ? true : undefined));
		await pause(1_000);
		expect((await api.execution(execution)).status).toBe('running');

		const canceledAt = Date.now();
		await api.cancel(execution);
		const { status } = await api.finished(execution);

		expect(status).toBe('canceled');
		expect(Date.now() - canceledAt).toBeLessThan(2_000);
		expect(searches(simulator)).toBe(1);
	});

	test('A token that expires in the middle is renewed, and no order is missing', async () => {
		const { simulator, credential } = await startIngram(n8n(), {
			orders: 500,
			documentedOrders: false,
			faults: [{ kind: 'expire-tokens', endpoint: 'search', requests: [3] }],
		});
		const { status, items } = await n8n().api.run(
			chain('Expiry', searchNode(credential, { returnAll: true, output: 'orders' })),
		);

		expect(status).toBe('success');
		expect(items('Search').map(({ orderNumber }) => orderNumber)).toEqual(
			simulator.orders.map(({ orderNumber }) => orderNumber),
		);
		expect(simulator.control.state().requestCounts.token).toBeGreaterThan(1);
	});
}

function searches(simulator: Simulator): number {
	return simulator.control.state().requestCounts.search ?? 0;
}
