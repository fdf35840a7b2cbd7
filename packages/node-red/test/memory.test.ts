import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator } from '@ingram-orders/simulator';
import { startNodeRed, type FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { account, collector, collectors, inject, place, search, tab } from './support/flow.ts';
import { forgetKept, kept } from './support/kept.ts';

jest.setTimeout(120_000);

const orders = 100_000;
const maxGrowth = 64 * 1024 * 1024;
const folder = mkdtempSync(path.join(tmpdir(), 'memory-'));
const log = path.join(folder, 'log');

afterAll(() => {
	rmSync(folder, { recursive: true });
});

function measured(): number[] {
	return readFileSync(log, 'utf8').trim().split('\n').map(Number);
}

/** Passes on only the last message of a sequence; it takes one message in each turn of the process. */
const onlyLast: FlowNode = {
	...{ id: 'last', type: 'switch', name: '', property: 'parts.count', propertyType: 'msg' },
	...{ rules: [{ t: 'nnull' }], checkall: 'true', repair: false, outputs: 1, wires: [['results']] },
	...place,
};

test('100,000 orders, sent as they come, take at most 64 MB', async () => {
	const simulator = await startSimulator({
		...{ orders, documentedOrders: false, rateLimit: { limit: 100_000 } },
	});
	const nodeRed = await startNodeRed({
		nodeArguments: [
			'--expose-gc',
			'--require',
			path.resolve(import.meta.dirname, 'support/memory-log.cjs'),
		],
		env: { MEMORY_LOG: log },
		flows: [
			...[tab, account(simulator.origin), ...collectors, collector('done'), onlyLast],
			...[inject('go-page', 'page'), inject('go-each', 'each')],
			search('page', { delivery: 'page' }, ['last']),
			search('each', { delivery: 'each', output: 'orders' }, ['last']),
		],
	});
	try {
		const growths: Record<string, number> = {};
		for (const delivery of ['page', 'each']) {
			await forgetKept(nodeRed);
			const before = measured();
			await nodeRed.inject(`go-${delivery}`);
			const [last] = await kept(nodeRed, 'results', 1, 60_000);
			expect(last?.ingram).toMatchObject({ ordersReturned: orders, complete: true });
			const during = measured().slice(before.length);
			growths[delivery] = Math.max(...during) - Math.min(...before.slice(-3));
		}
		expect(growths['page']).toBeLessThan(maxGrowth);
		expect(growths['each']).toBeLessThan(maxGrowth);
	} finally {
		await nodeRed.stop();
		await simulator.close();
	}
});
