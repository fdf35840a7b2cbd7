import {
	checkAccount,
	IngramError,
	searchFields,
	type Account,
	type HttpResponse,
} from '@ingram-orders/core';
import fc from 'fast-check';
import { documentRequest } from '../../src/api/documents.ts';
import type { ApiRequest, ApiVersion, Listing, Outcome } from '../../src/api/version.ts';
import { v5 } from '../../src/api/v5/index.ts';
import { v6 } from '../../src/api/v6/index.ts';
import type { Criteria } from '../../src/input/criteria.ts';
import type { Order } from '../../src/orders/order.ts';
import { orderOfV6, pageOfV6 } from '../support/v6-answers.ts';
import { noDataFound, orderOf, pageOf, subOrderOf } from '../support/scripted-world.ts';

/** Each version with an answer of its own that holds the order 20-1 with two suborders. */
const versions: { version: ApiVersion; page: string }[] = [
	{ version: v5, page: pageOf([orderOf('20-1', [subOrderOf('11'), subOrderOf('21', 'C', 'CH')])]) },
	{ version: v6, page: pageOfV6([orderOfV6('20-1', ['SHIPPED', 'ON HOLD'])]) },
];

const now = Date.UTC(2026, 0, 15, 12);

const account = fc.constantFrom('production', 'sandbox', 'custom').map((environment): Account =>
	checkAccount({
		environment,
		...(environment === 'custom' && { baseUrl: 'https://gateway.example:8443' }),
		clientId: 'demo-app',
		customerNumber: '20-123456',
		countryCode: 'UK',
	}),
);

const text = fc.oneof(
	fc.constant(''),
	fc.string({ minLength: 1 }),
	fc.constantFrom('20-RD12H', 'PO 4711/&?#=', '../..', '//evil.example', 'ÄÖ€🔑'),
);
const time = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });

/** Only whole seconds: finer ones are rounded, so that two of them can be the same to the API. */
const criteria = fc
	.record(
		{
			customerNumber: text,
			countryCode: fc.constantFrom('UK', 'DE'),
			orderNumber: text,
			customerOrderNumber: text,
			orderStatus: fc.uniqueArray(fc.constantFrom('', 'C', 'F', 'W')),
			holdReason: fc.uniqueArray(fc.constantFrom('', 'CH')),
			onHoldOnly: fc.boolean(),
			createdAfter: time,
			createdBefore: time,
		},
		{
			requiredKeys: [
				'customerNumber',
				'countryCode',
				'orderNumber',
				'customerOrderNumber',
				'orderStatus',
				'holdReason',
				'onHoldOnly',
			],
		},
	)
	.map(({ orderStatus, holdReason, ...rest }): Criteria => ({
		...rest,
		orderStatus: new Set(orderStatus),
		holdReason: new Set(holdReason),
	}));

const askingNothing: Criteria = {
	...{ customerNumber: '20-123456', countryCode: 'UK', orderNumber: '', customerOrderNumber: '' },
	...{ orderStatus: new Set<string>(), holdReason: new Set<string>(), onHoldOnly: false },
};

const gatewayFaults = [
	['policies.ratelimit.QuotaViolation', 'quota'],
	['policies.ratelimit.SpikeArrestViolation', 'spike'],
] as const;

const bodiesLike = (page: string) =>
	fc.oneof(
		fc.string(),
		fc.json({ maxDepth: 4 }),
		fc.constantFrom('', 'null', '[]', '{}', noDataFound, page, '<html><body>502</body></html>'),
		fc.nat(page.length).map((length) => page.slice(0, length)),
		// The page with a value replaced, or a name.
		fc
			.tuple(fc.nat(30), fc.json({ maxDepth: 2 }))
			.map(([place, value]) => replaceNth(page, /"[^"]*"|\[|\d+/g, place, value)),
		fc
			.constantFrom('serviceresponse', 'responsepreamble', 'fault', 'errors', 'detail')
			.map((name) => `{"${name}":`.repeat(1000) + '1' + '}'.repeat(1000)),
	);

function replaceNth(whole: string, pattern: RegExp, place: number, replacement: string): string {
	let seen = 0;
	return whole.replace(pattern, (found) => (seen++ === place ? replacement : found));
}

const header = fc.option(
	fc.oneof(fc.string(), fc.constantFrom('0', '12', 'Thu, 15 Jan 2026 12:00:00 GMT')),
	{ nil: undefined },
);

const answerLike = (page: string): fc.Arbitrary<HttpResponse> =>
	fc.record({
		status: fc.oneof(
			fc.constantFrom(200, 200, 200, 201, 204, 302, 400, 401, 403, 404, 429, 500, 502, 503, 504),
			fc.integer({ min: 100, max: 599 }),
		),
		headers: fc.record({ date: header, 'x-ratelimit-remaining': header, 'retry-after': header }),
		body: bodiesLike(page),
	});

/** What every answer may be, whoever reads it. */
function expectDocumented(outcome: Outcome<unknown>, { status }: HttpResponse): void {
	switch (outcome.kind) {
		case 'value':
			// Version 6 also says so that there is nothing.
			expect([200, 204, 400, 404]).toContain(status);
			break;
		case 'limited':
			expect(['quota', 'spike']).toContain(outcome.by);
			expect(status).not.toBe(200);
			break;
		case 'unauthorized':
			expect(status).toBe(401);
			expect(outcome.failure).toMatchObject({ code: 'AUTHENTICATION', status });
			break;
		case 'failed':
			expect(status).not.toBe(401);
			expect(status).not.toBe(429);
			expect(outcome.failure).toBeInstanceOf(IngramError);
			expect(outcome.failure.status).toBe(status);
	}
}

describe.each(versions)('version $version.name', ({ version, page }) => {
	const firstListing = (of: Account, asked = askingNothing): Listing => {
		const [listing] = version.listings(of, asked, now);
		if (!listing) throw new Error('There is nothing to read.');
		return listing;
	};
	const [someAccount] = fc.sample(account, 1) as [Account];
	const request = firstListing(someAccount).page(1, 100);

	function read(answer: Partial<HttpResponse>) {
		return request.read({ status: 200, headers: {}, body: '', ...answer });
	}

	function ordersOf(body: string): readonly Order[] {
		const outcome = read({ body });
		return outcome.kind === 'value' ? outcome.value.orders : [];
	}

	function expectRequest({ url, counter, headers = {} }: ApiRequest<unknown>, of: Account): void {
		const { origin, pathname, hash } = new URL(url);
		expect(origin).toBe(of.origin);
		const folder = of.environment === 'sandbox' ? '/sandbox/resellers/' : '/resellers/';
		expect(pathname.startsWith(folder)).toBe(true);
		expect(hash).toBe('');
		expect(counter).toBe(version.searchCounter);
		for (const name of Object.keys(headers)) expect(name).toBe(name.toLowerCase());
		expect(headers).not.toHaveProperty('authorization');
	}

	test('whatever is asked, there is a list, and its requests go to the account’s origin', () => {
		fc.assert(
			fc.property(account, criteria, time, (of, asked, serverTime) => {
				const listings = version.listings(of, asked, now);
				expect(listings.length).toBeGreaterThan(0);
				for (const listing of listings) {
					const ending = listing.endingAt(serverTime);
					for (const one of [listing, ending, ending.endingAt(serverTime)]) {
						const requests = [one.page(1, 100), one.page(2, 100), one.page(1, 50)];
						for (const each of requests) expectRequest(each, of);
						expect(new Set(requests.map(({ url }) => url)).size).toBe(3);
					}
				}
			}),
		);
	});

	test('the same page of the same list is asked for in the same words', () => {
		fc.assert(
			fc.property(account, criteria, (of, asked) => {
				const urls = [1, 2].map(() => firstListing(of, asked).page(3, 25).url);
				expect(urls[1]).toBe(urls[0]);
			}),
		);
	});

	test('a list that has an end of its own keeps it', () => {
		fc.assert(
			fc.property(criteria, time, time, (asked, createdBefore, serverTime) => {
				const listing = firstListing(someAccount, { ...asked, createdBefore });
				const { url } = listing.endingAt(serverTime).page(1, 100);
				expect(url).toBe(listing.page(1, 100).url);
			}),
		);
	});

	test('any answer is read without throwing, as what its status and body say', () => {
		fc.assert(
			fc.property(answerLike(page), (answer) => {
				const outcome = request.read(answer);
				expectDocumented(outcome, answer);
				if (outcome.kind !== 'value') return;
				const { ordersFound, pageSize, orders, serverTime } = outcome.value;
				for (const count of [ordersFound, pageSize]) {
					expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
				}
				expect(serverTime === undefined || Number.isFinite(serverTime)).toBe(true);
				for (const order of orders) {
					expect(order.orderNumber + order.customerOrderNumber).not.toBe('');
					expect(version.toRaw(order)).toBe(order.raw);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	test('a page gives its orders, and the server’s time where it says one', () => {
		const date = 'Thu, 15 Jan 2026 12:00:00 GMT';
		expect(read({ body: page, headers: { date } })).toMatchObject({
			kind: 'value',
			value: {
				ordersFound: 1,
				orders: [{ orderNumber: '20-1', subOrders: [{}, {}] }],
				serverTime: Date.UTC(2026, 0, 15, 12),
			},
		});
		expect(read({ body: page })).not.toHaveProperty('value.serverTime');
	});

	test.each(gatewayFaults)('a fault %s is the limit by %s, with any status but 200', (code, by) => {
		const body = JSON.stringify({ fault: { faultstring: '', detail: { errorcode: code } } });
		for (const status of [401, 403, 429, 500, 503]) {
			expect(read({ status, body })).toEqual({ kind: 'limited', by });
		}
	});

	test('a 429 without a code is spike arrest with calls left, else the quota', () => {
		const left = (count: string) => ({ 'x-ratelimit-remaining': count });
		expect(read({ status: 429, headers: left('3') })).toEqual({ kind: 'limited', by: 'spike' });
		expect(read({ status: 429, headers: left('0') })).toEqual({ kind: 'limited', by: 'quota' });
		expect(read({ status: 429 })).toEqual({ kind: 'limited', by: 'quota' });
	});

	test('the words of a failure are as the server sent them', () => {
		const words = `"quoted" <b>words</b>  of ${'x'.repeat(500)}`;
		const body = JSON.stringify({ message: words });
		expect(read({ status: 403, body })).toMatchObject({ failure: { apiMessage: words } });
	});

	test('nothing in particular is a problem, and problems name fields of the search', () => {
		expect(version.problemsWith(askingNothing)).toEqual([]);
		const names: readonly string[] = searchFields.map(({ name }) => name);
		fc.assert(
			fc.property(criteria, (asked) => {
				for (const { name, message } of version.problemsWith(asked)) {
					expect(names).toContain(name);
					expect(message).toMatch(/\.$/);
				}
			}),
		);
	});

	test('an answer without a body is no page full of orders', () => {
		const outcome = read({ body: '' });
		if (outcome.kind === 'value')
			expect(outcome.value).toMatchObject({ ordersFound: 0, orders: [] });
		else expect(outcome).toMatchObject({ failure: { code: 'UNREADABLE_ANSWER' } });
	});

	test('a raw order is what was sent, itself where nothing has changed', () => {
		const [order] = ordersOf(page);
		if (!order) throw new Error('The page holds no order.');
		expect(version.toRaw(order)).toBe(order.raw);
		expect(JSON.stringify(page)).toContain(JSON.stringify(JSON.stringify(order.raw)).slice(1, -1));

		const [first, second] = order.subOrders;
		if (!first || !second) throw new Error('The order has no two suborders.');
		const added = { ...second, raw: { added: true } };
		const withThree = version.toRaw({ ...order, subOrders: [first, second, added] });
		expect(Object.keys(withThree)).toEqual(Object.keys(order.raw));
		for (const { raw } of [first, second, added]) {
			expect(Object.values(withThree).flat()).toContain(raw);
		}
		const withOne = version.toRaw({ ...order, subOrders: [second] });
		expect(Object.values(withOne).flat()).toContain(second.raw);
		expect(Object.values(withOne).flat()).not.toContain(first.raw);
	});

	test('the codes that its orders come with are in its tables', () => {
		const { orderStatus, holdReason } = version.codes;
		for (const { subOrders } of ordersOf(page)) {
			for (const { statusCode, holdReasonCode } of subOrders) {
				expect([orderStatus.has(statusCode), holdReason.has(holdReasonCode)]).toEqual([true, true]);
			}
		}
		expect([orderStatus.has('constructor'), holdReason.has('constructor')]).toEqual([false, false]);
	});
});

test('names of versions are their own', () => {
	expect(new Set(versions.map(({ version }) => version.name)).size).toBe(versions.length);
});

describe('a linked document', () => {
	const sandbox = checkAccount({
		environment: 'sandbox',
		clientId: 'demo-app',
		customerNumber: '20-123456',
		countryCode: 'UK',
	});
	const production: Account = { ...sandbox, environment: 'production' };
	const at = (path: string, of = production) =>
		documentRequest(`https://api.ingrammicro.com${path}`, of);

	test.each([
		['/resellers/v5/orders/20-1?customerNumber=1', 'order'],
		['/resellers/v5/Invoices/20-1?x', 'invoice'],
		['/sandbox/resellers/v5/invoices/20-1?x=', 'invoice'],
		['/resellers/v5/orders/20-1?x=/invoices/', 'order'],
		['/resellers/v6.1/orders/20-1-11', 'v6 order'],
		['/resellers/v6/orders/20-1', 'v6 order'],
		['/resellers/v6/invoices/20-1?customerNumber=1', 'v6 invoice'],
	])('at %s is counted as %s', (path, counter) => {
		expect(at(path)).toMatchObject({ url: `https://api.ingrammicro.com${path}`, counter });
	});

	test('of version 5 names the customer, which a link of version 6 may not do', () => {
		expect(at('/resellers/v5/invoices/20-1').url).toBe(
			'https://api.ingrammicro.com/resellers/v5/invoices/20-1?customernumber=20-123456&isocountrycode=UK',
		);
	});

	test('of version 6 names the customer in headers, of version 5 it does not', () => {
		expect(at('/resellers/v6.1/orders/20-1').headers).toMatchObject({
			'im-customernumber': '20-123456',
			'im-countrycode': 'UK',
		});
		expect(at('/resellers/v5/orders/20-1?x=1').headers).toBeUndefined();
	});

	test('is asked of the sandbox where the account is there, wherever the link leads', () => {
		for (const path of ['/resellers/v6.1/orders/20-1', '/sandbox/resellers/v6.1/orders/20-1']) {
			expect(at(path, sandbox).url).toBe(
				'https://api.ingrammicro.com/sandbox/resellers/v6.1/orders/20-1',
			);
		}
	});

	test.each([
		['v5', JSON.stringify({ serviceresponse: { orderdetailresponse: { x: 1 } } })],
		['v6.1', JSON.stringify({ x: 1 })],
	])('of %s is read without throwing, as what its status and body say', (version, document) => {
		const request = at(`/resellers/${version}/orders/20-1`);
		fc.assert(
			fc.property(answerLike(document), (answer) => {
				const outcome = request.read(answer);
				expectDocumented(outcome, answer);
				if (outcome.kind !== 'value') return;
				expect(answer.status).toBe(200);
				expect(typeof outcome.value).toBe('object');
			}),
			{ numRuns: 500 },
		);
		expect(request.read({ status: 200, headers: {}, body: document })).toEqual({
			kind: 'value',
			value: { x: 1 },
		});
	});
});
