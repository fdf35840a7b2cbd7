import {
	OrderSearch,
	planSearch,
	readPeriodTogether,
	type HttpRequest,
	type SearchInput,
} from '@ingram-orders/core';
import { asked, noDataFound, orderOf, pageOf } from '../support/scripted-world.ts';
import { searchesOf, searchScripted, searchSimulated, warningsOf } from '../support/searched.ts';
import { createWorld, orderNumbers } from '../support/simulated-world.ts';

const startAt = Date.UTC(2026, 0, 15, 12);
const createdAfter = startAt - 90 * 24 * 60 * 60 * 1000;

function worldOf(orders: number) {
	return createWorld({ api: { orders, documentedOrders: false }, startAt });
}

const all = worldOf(300).api.orders;
const numbers = all.map(({ orderNumber }) => orderNumber);

/** Three orders by number, of which one has the purchase order that is asked for as well. */
const bothNumbers = {
	orderNumber: numbers.slice(0, 3),
	customerOrderNumber: [all[1]?.customerOrderNumber, 'PO-1', 'PO-2', 'PO-3'],
};

test.each([undefined, createdAfter])(
	'of order numbers with customer order numbers, only orders with both are found, created after %s',
	async (start) => {
		const { numbers: found, summary } = await searchSimulated(
			{ orders: 300 },
			{ ...bothNumbers, createdAfter: start },
		);
		expect(found).toEqual([numbers[1]]);
		expect(summary).toMatchObject({ ordersFound: 1, ordersReturned: 1 });
	},
);

test('the same where several searches share the period', async () => {
	const { client, clock } = worldOf(300);
	const inputs: SearchInput[] = [bothNumbers, { orderNumber: numbers[7] }];
	const plans = inputs.map((input) =>
		planSearch({ output: 'orders', createdAfter, ...input }, client.account, 'UTC'),
	);
	const period = await clock.run(readPeriodTogether(client, plans));
	const found = [];
	for (const plan of plans) {
		const search = new OrderSearch(client, plan, {}, period);
		found.push(orderNumbers(await clock.run(search.collect())));
		expect(search.summary.ordersFound).toBe(1);
	}
	expect(found).toEqual([[numbers[1]], [numbers[7]]]);
});

test.each([undefined, createdAfter])(
	'a limit says that there is more only where there is, created after %s',
	async (start) => {
		const input = { orderNumber: numbers.slice(0, 4), createdAfter: start };
		const exact = await searchSimulated({ orders: 300 }, { ...input, limit: 4 });
		expect(exact.summary).toMatchObject({ complete: true, ordersReturned: 4, warnings: [] });
		const cut = await searchSimulated({ orders: 300 }, { ...input, limit: 3 });
		expect(warningsOf(cut)).toEqual(['LIMIT_REACHED']);
	},
);

test('a number whose orders cannot all be read is told, and the others are given', async () => {
	const { numbers: found, summary } = await searchScripted((request) => pageOnlyOfFirst(request), {
		orderNumber: ['20-1', '20-2', '20-3'],
	});
	expect(found).toEqual(['20-1', '20-2', '20-3']);
	expect(summary.complete).toBe(false);
	expect(summary.warnings).toMatchObject([
		{
			code: 'INCOMPLETE',
			message: expect.stringContaining('3 orders, and 1 could be read') as unknown,
		},
	]);
});

/** The API finds three orders of number 20-2 and gives one of them. */
function pageOnlyOfFirst(request: HttpRequest) {
	const { ordernumber = '', pagenumber } = asked(request);
	if (pagenumber !== '1') return noDataFound;
	return pageOf([orderOf(ordernumber)], ordernumber === '20-2' ? '3' : '1');
}

test('order statuses cost no requests: they are looked for in the orders that were found', async () => {
	const orderNumber = numbers.slice(0, 5);
	const { world } = await searchSimulated({ orders: 300 }, { orderNumber, orderStatus: 'C,S,I' });
	expect(searchesOf(world)).toHaveLength(5);
	const period = { orderNumber: numbers.slice(0, 100), createdAfter, orderStatus: 'C,S,I' };
	const { world: readWhole } = await searchSimulated({ orders: 300 }, period);
	expect(searchesOf(readWhole)).toHaveLength(3);
});

test('as many numbers as the period has pages take no request more than these', async () => {
	const input = { orderNumber: numbers.slice(0, 3), createdAfter };
	const { summary } = await searchSimulated({ orders: 300 }, input);
	expect(summary).toMatchObject({ requests: 3, pages: 1, ordersReturned: 3 });
});
