import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { OrderSearch, planSearch } from '@ingram-orders/core';
import { asked, createScriptedWorld, orderOf, pageOf } from '../support/scripted-world.ts';

const pageSize = 100;
const megabyte = 1024 * 1024;

/** Pages that are made when they are asked for, so that only the search can keep anything. */
function createWorldWithLongList(orders: number, fields?: () => object) {
	const world = createScriptedWorld({
		api: (request) => {
			world.sent.length = 0;
			const start = (Number(asked(request)['pagenumber']) - 1) * pageSize;
			const page = Array.from({ length: Math.min(pageSize, orders - start) }, (_, index) => {
				const number = `20-${String(start + index).padStart(7, '0')}`;
				return { ...orderOf(number), ...fields?.() };
			});
			const headers = {
				'x-ratelimit-limit': '1000000',
				'x-ratelimit-remaining': '999999',
				'x-ratelimit-reset': String(world.clock.now() + 60_000),
			};
			return { headers, body: pageOf(page, String(orders), String(pageSize)) };
		},
	});
	return world;
}

function exposedGc(): () => void {
	setFlagsFromString('--expose-gc');
	return runInNewContext('gc') as () => void;
}

/** What is used by what is still needed. */
function createMeter(): () => number {
	const collectGarbage = exposedGc();
	return () => {
		collectGarbage();
		const { heapUsed, external } = process.memoryUsage();
		return heapUsed + external;
	};
}

test('300,000 orders that are handed on page by page leave less than 25 MB behind', async () => {
	const orders = 300_000;
	const used = createMeter();
	const { client, clock } = createWorldWithLongList(orders);
	const run = new OrderSearch(
		client,
		planSearch({ output: 'orders', pageSize }, client.account, 'UTC'),
	);
	const readAll = async () => {
		let before: number | undefined;
		let pages = 0;
		let given = 0;
		let grown = 0;
		for await (const items of run.pages()) {
			pages++;
			given += items.length;
			before ??= used();
			if (pages % 500 === 0) grown = Math.max(grown, used() - before);
		}
		return { given, grown };
	};
	const { given, grown } = await clock.run(readAll());
	expect(given).toBe(orders);
	expect(run.summary).toMatchObject({ complete: true, ordersReturned: orders });
	expect(grown / megabyte).toBeLessThan(25);
}, 120_000);

test.each(['suborders', 'orders'])(
	'what Ingram Micro sends of 10,000 orders is not kept until all %s are there',
	async (output) => {
		const orders = 10_000;
		const used = createMeter();
		// 20 MB that no row has.
		const { client, clock } = createWorldWithLongList(orders, () => ({ remark: ' '.repeat(2000) }));
		const growth: number[] = [];
		const run = new OrderSearch(client, planSearch({ output, pageSize }, client.account, 'UTC'), {
			onProgress: ({ kind }) => {
				if (kind === 'page' && run.summary.pages % 25 === 1) growth.push(used());
			},
		});
		const items = await clock.run(run.collect());
		expect(items).toHaveLength(orders);
		const [first = NaN, ...others] = growth;
		expect((Math.max(...others) - first) / megabyte).toBeLessThan(12);
	},
);
