import { startSimulator } from '@ingram-orders/simulator';
import { startNodeRed } from '../../../scripts/node-red/node-red-process.ts';
import { account, collectors, inject, search, tab } from './support/flow.ts';
import { kept } from './support/kept.ts';

jest.setTimeout(60_000);

test('two accounts of one App ID wait for the rate limit together, and lose nothing', async () => {
	const simulator = await startSimulator({
		...{ orders: 600, documentedOrders: false },
		rateLimit: { limit: 5, windowMs: 1_500 },
	});
	const nodeRed = await startNodeRed({
		flows: [
			...[tab, ...collectors, { ...inject('go', 'a'), wires: [['a', 'b']] }],
			account(simulator.origin),
			account(simulator.origin, { id: 'other' }),
			search('a', { output: 'orders' }),
			search('b', { output: 'orders', account: 'other' }),
		],
	});
	try {
		await nodeRed.inject('go');
		const results = await kept(nodeRed, 'results', 2, 30_000);
		for (const { payload, ingram } of results) {
			expect(payload).toHaveLength(600);
			expect(ingram).toMatchObject({ complete: true, requests: 6 });
		}
		expect(simulator.violations).toEqual([]);
		expect(simulator.usage.find(({ endpoint }) => endpoint === 'search')?.calls).toBe(12);
	} finally {
		await nodeRed.stop();
		await simulator.close();
	}
});
