import { readFileSync } from 'node:fs';
import path from 'node:path';
import { numbersOf, resultOf, startClient } from './support.ts';

const sample: unknown = JSON.parse(
	readFileSync(path.join(__dirname, '../src/data/sample-search-response.json'), 'utf8'),
);

describe("the document's examples", () => {
	it('answers the purchase order of the sample exactly as the sample does', async () => {
		const { search } = await startClient();
		const reply = await search({ customerordernumber: 'CUSTPO', pagesize: '1' });
		expect(reply.body).toEqual(sample);
	});

	it('finds the purchase order with several sales orders, with names as in the sample request', async () => {
		const { get } = await startClient();
		const reply = await get('/resellers/v5/orders/search', {
			customerNumber: '20-123456',
			isocountrycode: 'UK',
			customerordernumber: 'CUSTPO',
		});
		expect(numbersOf(reply)).toEqual(['20-RD12H', '20-RD11K', '20-RD10B']);
	});

	it('finds an order by its number, written in any of the three ways of the document', async () => {
		const { search } = await startClient();
		for (const ordernumber of ['20-RD12H', 'RD12H', '20RD12H']) {
			expect(numbersOf(await search({ ordernumber }))).toEqual(['20-RD12H']);
		}
		expect(numbersOf(await search({ ordernumber: '2H' }))).toEqual([]);
	});

	it('has a page 5 of size 2 for order number 20-12345, every order with several shipments', async () => {
		const { search } = await startClient();
		const result = resultOf(
			await search({ ordernumber: '20-12345', pagesize: '2', pagenumber: '5' }),
		);
		expect(result).toMatchObject({ ordersfound: '10', pagesize: '2', pagenumber: '5' });
		expect(result.orders?.map(({ suborders }) => suborders.length)).toEqual([2, 2]);
	});

	it('finds the sales holds of the period, both ends included', async () => {
		const { search } = await startClient();
		const { orders = [] } = resultOf(
			await search({
				ordernumber: '2012345',
				orderstatus: 'S',
				startcreatetimestamp: '2020-10-03T15:54:39Z',
				endcreatetimestamp: '2020-11-03T15:54:39Z',
			}),
		);
		expect(orders.map(({ entrytimestamp }) => entrytimestamp)).toEqual([
			'2020-11-03T15:54:39Z',
			'2020-10-21T08:30:00Z',
			'2020-10-09T13:20:59Z',
			'2020-10-03T15:54:39Z',
		]);
		for (const { suborders } of orders) {
			expect(suborders.map(({ statuscode }) => statuscode)).toContain('S');
		}
	});

	it('says FAILED and "No data found" to criteria that nothing meets', async () => {
		const { search } = await startClient();
		expect((await search({ ordernumber: '20-NONE0' })).body).toEqual({
			serviceresponse: {
				responsepreamble: { requeststatus: 'FAILED', returnmessage: 'No data found' },
				ordesearchresponse: { ordersfound: '0', pagesize: '0', pagenumber: '1' },
			},
		});
	});
});
