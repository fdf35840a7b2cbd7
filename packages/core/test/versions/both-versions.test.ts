import type { SearchInput } from '@ingram-orders/core';
import type { ApiOptions, V6Options } from '@ingram-orders/simulator';
import fc from 'fast-check';
import { secret, testAccount } from '../support/accounts.ts';
import { property } from '../support/property.ts';
import { createWorld, search, type Result } from '../support/simulated-world.ts';

const startAt = Date.UTC(2026, 0, 15, 12);
const dayMs = 24 * 60 * 60 * 1000;

/** Everything that nobody knows of version 6, but whether it counts orders. */
const quirks: fc.Arbitrary<V6Options> = fc.record({
	nothingFound: fc.constantFrom('no-content', 'zero', 'bare', 'blank', 'not-found', 'bad-request'),
	nothingFoundMessage: fc.constantFrom('No Records Found', 'Order not found.'),
	counts: fc.constantFrom('text', 'number'),
	purchaseOrderSearch: fc.constantFrom('inexact', 'exact'),
	statusFilter: fc.constantFrom('order', 'suborder'),
	defaultDaysUnless: fc.constantFrom('dates-or-numbers', 'any-parameter'),
	dayEnds: fc.constantFrom('included', 'excluded'),
	sort: fc.constantFrom('newest-first', 'oldest-first'),
	dates: fc.constantFrom('offset', 'utc'),
	utcOffset: fc.constantFrom('+05:30', '-11:00', '+14:00', '+00:00'),
	wordForm: fc.constantFrom('capitals', 'title', 'im', 'im-lower', 'mixed'),
	vocabulary: fc.constantFrom('documented', 'system'),
	cancelledWord: fc.constantFrom('CANCELLED', 'CANCELED'),
	orderStatus: fc.constantFrom('documented', 'derived', 'missing'),
	links: fc.constantFrom('array', 'object', 'none'),
	orderLinks: fc.constantFrom('v6.1', 'v6', 'v5'),
	linkOnlyEntry: fc.boolean(),
	echoCorrelationId: fc.boolean(),
});

const asked: fc.Arbitrary<SearchInput> = fc
	.record({
		from: fc.integer({ min: 0, max: 40 * dayMs }),
		length: fc.integer({ min: 0, max: 30 * dayMs }),
		isOpen: fc.boolean(),
		onHoldOnly: fc.boolean(),
		output: fc.constantFrom('suborders', 'orders'),
	})
	.map(({ from, length, isOpen, onHoldOnly, output }) => ({
		createdAfter: startAt - from,
		...(!isOpen && { createdBefore: startAt - from + length }),
		onHoldOnly,
		output,
	}));

async function searchWith(apiVersion: string, input: SearchInput, api: ApiOptions = {}) {
	const world = createWorld({
		api: { orders: 300, ...api },
		account: testAccount({ apiVersion }),
		startAt,
	});
	return { ...(await world.clock.run(search(world, input))), world };
}

/** What both versions tell of the items, whatever their words. */
function facts({ items, summary, error }: Result) {
	const toFacts = (json: Record<string, unknown>) => ({
		orderNumber: json['orderNumber'],
		customerOrderNumber: json['customerOrderNumber'],
		entryTimestamp: json['entryTimestamp'],
		subOrderNumber: json['subOrderNumber'],
		onHold: json['onHold'],
		ageDays: json['ageDays'],
	});
	const found = items.map(({ json }) => JSON.stringify(toFacts({ ...json }))).sort();
	return { found, complete: summary.complete, error: error?.message };
}

property(
	'whatever nobody knows of version 6, it gives the rows that version 5 gives',
	100,
	fc.record({ input: asked, v6: quirks }),
	async ({ input, v6 }) => {
		const expected = facts(await searchWith('v5', input));
		expect(facts(await searchWith('v6', input, { v6 }))).toEqual(expected);
	},
);

test('a purchase order has the same orders in both', async () => {
	const { world } = await searchWith('v5', {});
	const [order] = world.api.orders;
	const input = { customerOrderNumber: order?.customerOrderNumber };
	const both = await Promise.all(['v5', 'v6'].map((version) => searchWith(version, input)));
	expect(both[0]?.items.length).toBeGreaterThan(0);
	expect(both.map(facts)[1]).toEqual(both.map(facts)[0]);
});

test('orders of which only the day is told are kept where they may lie in the period', async () => {
	const input = { createdAfter: startAt - 3 * dayMs, createdBefore: startAt - 2 * dayMs };
	const exact = facts(await searchWith('v5', input));
	const { items } = await searchWith('v6', input, { v6: { dates: 'date', utcOffset: '+14:00' } });
	const numbers = new Set(items.map(({ json }) => (json as { orderNumber: string }).orderNumber));
	for (const found of exact.found) {
		expect(numbers).toContain((JSON.parse(found) as { orderNumber: string }).orderNumber);
	}
	expect(items[0]?.json).toMatchObject({
		entryTimestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as unknown,
	});
});

test('without a period or a number, the 20 days that the API chose are named', async () => {
	const { summary } = await searchWith('v6', {});
	expect(summary.warnings).toMatchObject([{ code: 'LAST_20_DAYS' }]);
	const period = await searchWith('v6', { createdAfter: startAt - dayMs });
	expect(period.summary.warnings).toEqual([]);
});

test('an App ID that is not approved is told so after one call and one token', async () => {
	const applications = [
		{
			clientId: 'demo-app',
			clientSecret: secret,
			accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
			apiVersions: ['v5' as const],
		},
	];
	const { error, world } = await searchWith('v6', {}, { applications });
	expect(error).toMatchObject({ code: 'ACCESS_DENIED', retryable: false });
	expect(error?.message).toContain('not approved for version 6');
	expect(world.sent).toHaveLength(2);
});

test('each request has an id of its own, and a failure tells the one of its request', async () => {
	const faults = [
		{ kind: 'status' as const, status: 500, endpoint: 'search' as const, times: 100 },
	];
	const { error, world } = await searchWith('v6', {}, { faults });
	const ids = world.sent
		.filter(({ url }) => url.includes('/orders/search'))
		.map(({ headers }) => headers['im-correlationid']);
	expect(ids.length).toBeGreaterThan(1);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
	expect(error?.correlationId).toBe(ids.at(-1));
	expect(error?.description).toContain(ids.at(-1));
	expect(JSON.stringify(error)).not.toContain(secret);
});

test('linked documents give the shipment flat, by links of either version', async () => {
	const input = {
		createdAfter: startAt - 20 * dayMs,
		includeLinked: ['order', 'invoice'],
		limit: 30,
	};
	for (const v6 of [{}, { orderLinks: 'v6' as const }, { invoiceLinks: 'v5-bare' as const }]) {
		const { items, error } = await searchWith('v6', input, { v6 });
		expect(error).toBeUndefined();
		const shipped = items.map(({ json }) => json).find((json) => 'carrier' in json && json.carrier);
		expect(shipped).toMatchObject({
			trackingNumbers: expect.stringMatching(/./) as unknown,
			shippedAt: expect.stringMatching(/^\d{4}-\d\d-\d\d/) as unknown,
			invoiceNumber: expect.stringMatching(/./) as unknown,
		});
	}
});

test('a blank hold reason chooses what is not on hold, as no other reason is told', async () => {
	const { items } = await searchWith('v6', {
		createdAfter: startAt - 20 * dayMs,
		holdReason: 'blank',
	});
	expect(items.length).toBeGreaterThan(0);
	for (const { json } of items) expect(json).toMatchObject({ onHold: false });
});
