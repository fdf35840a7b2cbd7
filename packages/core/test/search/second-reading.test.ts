import { madeUpEntries } from '../support/listing-server.ts';
import { outcomeOf, searchListing, ways } from '../support/listing-world.ts';
import { asked, noDataFound, orderOf, pageOf } from '../support/scripted-world.ts';
import { searchScripted } from '../support/searched.ts';

const noDataAsSuccess = JSON.stringify({
	serviceresponse: {
		responsepreamble: {
			requeststatus: 'SUCCESS',
			returnmessage: 'No Data Found for given Search Criteria.',
		},
		ordesearchresponse: { ordersfound: '0', pagesize: '0', pagenumber: '1' },
	},
});

describe('a second reading that says nothing was found', () => {
	test.each(ways)('leaves a list that shrank while it was read incomplete: %s', async (way) => {
		const listed = await searchListing(
			{
				entries: madeUpEntries({ orders: 45 }),
				// Page 3 then begins one order too late.
				changes: [{ kind: 'delete', place: 3, count: 1, before: [3] }],
				knowsOnlyFirstPageSize: true,
			},
			{},
			way,
		);
		expect(new Set(listed.searches.map(({ pagesize }) => pagesize)).size).toBe(2);
		expect(outcomeOf(listed)).toMatchObject({ complete: false, warnings: ['INCOMPLETE'] });
		expect(listed.summary.ordersFound).toBe(44);
	});

	test.each([
		['a failure', noDataFound],
		['a success', noDataAsSuccess],
		['an empty list', pageOf([], 0, 0)],
	])('leaves a list that told more than it had incomplete: %s', async (_, nothing) => {
		const orders = ['1', '2', '3', '4', '5'].map((number) => orderOf(number));
		const result = await searchScripted(
			(request) => {
				const { pagesize, pagenumber } = asked(request);
				const start = (Number(pagenumber) - 1) * 3;
				const page = pagesize === '3' ? orders.slice(start, start + 3) : [];
				return page.length > 0 ? pageOf(page, 6, 3) : nothing;
			},
			{ pageSize: 3 },
		);
		expect(result.numbers).toEqual(['1', '2', '3', '4', '5']);
		expect(result.summary).toMatchObject({ complete: false, ordersFound: 6, ordersReturned: 5 });
		expect(result.summary.warnings).toMatchObject([
			{ code: 'INCOMPLETE', message: expect.stringMatching(/\b6\b.*\b5\b/) as string },
		]);
	});
});
