import fc from 'fast-check';
import { createApi, type Order } from '@ingram-orders/simulator';
import {
	account,
	answerOf,
	authorize,
	noon,
	numbersOf,
	resultOf,
	searchPath,
	startClient,
} from './support.ts';

const frozen = { now: () => noon, documentedOrders: false };

describe('pages of a search', () => {
	it('are 25 orders unless asked, newest first, all orders together', async () => {
		const { simulator, search } = await startClient({ ...frozen, orders: 60 });
		const pages = await Promise.all(['1', '2', '3'].map((pagenumber) => search({ pagenumber })));
		expect(pages.map((page) => resultOf(page).orders?.length)).toEqual([25, 25, 10]);
		expect(pages.map((page) => resultOf(page).ordersfound)).toEqual(['60', '60', '60']);
		expect(pages.flatMap(numbersOf)).toEqual(simulator.orders.map((order) => order.orderNumber));
		const times = simulator.orders.map(({ entryTimestamp }) => entryTimestamp);
		expect(times).toEqual(times.toSorted().reverse());
	});

	it('hold at most 100 orders, yet tell the size that was submitted', async () => {
		const { search } = await startClient({ ...frozen, orders: 130 });
		const result = resultOf(await search({ pagesize: '500' }));
		expect(result).toMatchObject({ ordersfound: '130', pagesize: '500' });
		expect(result.orders).toHaveLength(100);
	});

	it('hold what the options say instead', async () => {
		const capped = await startClient({ ...frozen, orders: 30, search: { maxPageSize: 10 } });
		expect(numbersOf(await capped.search({ pagesize: '20' }))).toHaveLength(10);
		const fixed = await startClient({ ...frozen, orders: 30, search: { fixedPageSize: 7 } });
		expect(numbersOf(await fixed.search({ pagesize: '20' }))).toHaveLength(7);
	});

	it('tell the size that was used, by option', async () => {
		const { search } = await startClient({
			...frozen,
			orders: 30,
			search: { maxPageSize: 10, echoPageSize: 'used' },
		});
		expect(resultOf(await search({ pagesize: '20' })).pagesize).toBe('10');
		expect(resultOf(await search({ pagesize: '7' })).pagesize).toBe('7');
	});

	it('are those of so many days by option, unless an order or a time is named', async () => {
		const { search } = await startClient({
			...frozen,
			documentedOrders: true,
			orders: 10,
			days: 20,
			search: { lookbackDays: 20 },
		});
		const found = async (query: Record<string, string>) =>
			resultOf(await search(query)).ordersfound;

		expect(await found({})).toBe('10');
		expect(await found({ ordernumber: '20-RD12H' })).toBe('1');
		expect(await found({ customerordernumber: 'CUSTPO' })).toBe('3');
		expect(await found({ startcreatetimestamp: '2020-01-01T00:00:00Z' })).toBe('23');
		expect(await found({ endcreatetimestamp: '2021-01-01T00:00:00Z' })).toBe('13');
	});

	it('end with "No data found" past the last one', async () => {
		const { search } = await startClient({ ...frozen, orders: 10 });
		expect((await search({ pagenumber: '2' })).body).toEqual({
			serviceresponse: {
				responsepreamble: { requeststatus: 'FAILED', returnmessage: 'No data found' },
				ordesearchresponse: { ordersfound: '0', pagesize: '0', pagenumber: '2' },
			},
		});
	});

	it('give every order exactly once, whatever the numbers', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: 120 }),
				fc.integer({ min: 1, max: 130 }),
				fc.nat(),
				(orders, pageSize, seed) => {
					const api = createApi({ ...frozen, orders, seed, rateLimit: { limit: 1000 } });
					const authorization = authorize(api);
					const seen: string[] = [];
					const served = Math.min(pageSize, 100);
					for (let page = 1; page <= Math.ceil(orders / served); page++) {
						const query = { ...account, pagesize: String(pageSize), pagenumber: String(page) };
						const outcome = api.handle({
							method: 'GET',
							url: `${searchPath}?${new URLSearchParams(query).toString()}`,
							headers: { authorization },
						});
						const { body } = answerOf(outcome);
						seen.push(
							...numbersOf({ status: 200, headers: new Headers(), body: JSON.parse(String(body)) }),
						);
					}
					expect(seen).toEqual(api.orders.map((order) => order.orderNumber));
					expect(new Set(seen).size).toBe(orders);
				},
			),
			{ numRuns: 50 },
		);
	});
});

describe('filters of a search', () => {
	const orders: Order[] = [
		order('20-AAAA1', '2026-01-03T00:00:00Z', 'PO-1', ['C', 'I']),
		order('20-AAAA2', '2026-01-02T00:00:00Z', 'PO-1', ['I']),
		order('20-AAAA3', '2026-01-01T00:00:00Z', 'PO-2', ['', 'F']),
	];

	it.each([
		[{ customerordernumber: 'PO-1' }, ['20-AAAA1', '20-AAAA2']],
		[{ customerordernumber: 'PO' }, []],
		[{ orderstatus: 'I' }, ['20-AAAA1', '20-AAAA2']],
		[{ orderstatus: 'i' }, []],
		[{ orderstatus: '' }, ['20-AAAA1', '20-AAAA2', '20-AAAA3']],
		[{ orderstatus: 'any' }, ['20-AAAA1', '20-AAAA2', '20-AAAA3']],
		[{ orderstatus: 'I', customerordernumber: 'PO-1', ordernumber: 'AAAA2' }, ['20-AAAA2']],
		[{ startcreatetimestamp: '2026-01-02T00:00:00Z' }, ['20-AAAA1', '20-AAAA2']],
		[{ startcreatetimestamp: '2026-01-02T00:00:01Z' }, ['20-AAAA1']],
		[{ endcreatetimestamp: '2026-01-02T00:00:00Z' }, ['20-AAAA2', '20-AAAA3']],
		[{ endcreatetimestamp: '2026-01-01T23:59:59Z' }, ['20-AAAA3']],
		[{ PAGENUMBER: '2', PageSize: '2' }, ['20-AAAA3']],
	])('%j finds %j', async (query, expected) => {
		const { search } = await startClient({ orders });
		expect(numbersOf(await search(query))).toEqual(expected);
	});

	it('find their own, whatever was searched before', async () => {
		const { simulator, search } = await startClient({ ...frozen, orders: 80 });
		const times = simulator.orders.slice(0, 8).map(({ entryTimestamp }) => entryTimestamp);
		for (const orderstatus of ['C', 'I', 'C']) {
			for (const startcreatetimestamp of times) {
				const expected = simulator.orders
					.filter(({ entryTimestamp }) => entryTimestamp >= startcreatetimestamp)
					.filter(({ subOrders }) => subOrders.some((each) => each.statusCode === orderstatus));
				expect(numbersOf(await search({ orderstatus, startcreatetimestamp }))).toEqual(
					expected.map(({ orderNumber }) => orderNumber),
				);
			}
		}
	});

	it('on the status return whole orders, or by option only the suborders that have it', async () => {
		const whole = await startClient({ orders });
		const statuses = (reply: Parameters<typeof resultOf>[0]): string[][] =>
			(resultOf(reply).orders ?? []).map(({ suborders }) =>
				suborders.map(({ statuscode }) => statuscode),
			);
		expect(statuses(await whole.search({ orderstatus: 'I' }))).toEqual([['C', 'I'], ['I']]);
		const cut = await startClient({ orders, search: { statusFilter: 'suborders' } });
		expect(statuses(await cut.search({ orderstatus: 'I' }))).toEqual([['I'], ['I']]);
	});

	it.each([
		['pagesize', '0'],
		['pagesize', '-1'],
		['pagesize', '2.5'],
		['pagenumber', 'two'],
		['startcreatetimestamp', '2026-01-02'],
		['startcreatetimestamp', '2026-01-02T00:00:00.000Z'],
		['endcreatetimestamp', '2026-01-02T00:00:00+01:00'],
		['endcreatetimestamp', '2026-02-30T00:00:00Z'],
	])('refuse %s=%s with 400 and name it', async (name, value) => {
		const { search } = await startClient({ orders });
		const reply = await search({ [name]: value });
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({ errors: [{ fields: name }] });
	});
});

describe('the shape of a search answer', () => {
	it('has links of details for all and of invoices for billed suborders, an object on the order', async () => {
		const { search } = await startClient({
			orders: [order('20-AAAA1', '2026-01-03T00:00:00Z', 'PO-1', ['C', 'I'])],
		});
		const query = 'customerNumber=20-123456&isoCountryCode=UK';
		const link = (topic: string, number: string): object => ({
			topic,
			href: `/resellers/v5/${topic}/${number}?${query}`,
			type: 'GET',
		});
		expect(resultOf(await search()).orders).toMatchObject([
			{
				suborders: [
					{ links: [link('orders', '20-AAAA1-11')] },
					{ links: [link('orders', '20-AAAA1-12'), link('invoices', '20-AAAA1-12')] },
				],
				links: link('orders', '20-AAAA1'),
			},
		]);
	});

	it('can lose or rename its containers and announce an empty result as a success', async () => {
		const bare = await startClient({
			...frozen,
			orders: 1,
			search: { serviceContainer: '', searchContainer: '' },
		});
		expect((await bare.search()).body).toMatchObject({
			responsepreamble: { requeststatus: 'SUCCESS' },
			ordersfound: '1',
		});
		const renamed = await startClient({
			...frozen,
			orders: 0,
			search: {
				serviceContainer: 'serviceResponse',
				searchContainer: 'orderSearchResponse',
				noDataFound: 'SUCCESS',
			},
		});
		expect((await renamed.search()).body).toEqual({
			serviceResponse: {
				responsepreamble: {
					requeststatus: 'SUCCESS',
					returnmessage: 'No Data Found for given Search Criteria.',
				},
				orderSearchResponse: { ordersfound: '0', pagesize: '0', pagenumber: '1' },
			},
		});
	});

	it('is the sample for every search in the mode that knows nothing else', async () => {
		const { search } = await startClient({ ...frozen, search: { sampleOnly: true } });
		const result = resultOf(await search({ ordernumber: '20-OTHER', pagenumber: '9' }));
		expect(result).toMatchObject({ ordersfound: '3', pagenumber: '1' });
	});
});

function order(
	orderNumber: string,
	entryTimestamp: string,
	customerOrderNumber: string,
	statusCodes: readonly string[],
): Order {
	return {
		orderNumber,
		entryTimestamp,
		customerOrderNumber,
		subOrders: statusCodes.map((statusCode, index) => ({
			subOrderNumber: `${orderNumber}-1${index + 1}`,
			statusCode,
			status: 'TEXT',
			holdReasonCode: '',
			holdReason: '',
		})),
	};
}
