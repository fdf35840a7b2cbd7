import { checkAccount, planSearch } from '@ingram-orders/core';
import { createApi } from '@ingram-orders/simulator';
import { versionOf } from '../../packages/core/src/api/versions.ts';
import { Ledger } from '../../packages/core/src/reading/ledger.ts';
import { toItems } from '../../packages/core/src/search/items.ts';

const pageSize = 100;
const rounds = 5;

/** What the core makes of answers costs so much more than parsing them. */
export interface ReadingCost {
	orders: number;
	megabytes: number;
	/** Medians in milliseconds. */
	parseMs: number;
	rowsMs: number;
}

/** Times the way from the bytes of all pages to rows against `JSON.parse` of the same bytes. */
export function measureReadingCost(orders: number): ReadingCost {
	const pages = pagesOf(orders);
	const parse: number[] = [];
	const rows: number[] = [];
	for (let round = 0; round <= rounds; round++) {
		const startedAt = performance.now();
		for (const body of pages) JSON.parse(body);
		const parsedAt = performance.now();
		readRows(pages);
		// Once without counting, so that nobody pays for being compiled.
		if (round === 0) continue;
		parse.push(parsedAt - startedAt);
		rows.push(performance.now() - parsedAt);
	}
	const megabytes = pages.reduce((sum, body) => sum + body.length, 0) / 1e6;
	return { orders, megabytes, parseMs: median(parse), rowsMs: median(rows) };
}

/** All pages of a search, as the simulated API answers it. */
function pagesOf(orders: number): string[] {
	const api = createApi({ orders, documentedOrders: false, rateLimit: { limit: 1_000_000 } });
	const token = /"access_token":"(\w+)"/.exec(
		bodyOf(
			api.handle({
				method: 'POST',
				url: '/oauth/oauth30/token',
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
			}),
		),
	)?.[1];
	return Array.from({ length: Math.ceil(orders / pageSize) }, (_, index) =>
		bodyOf(
			api.handle({
				method: 'GET',
				url: `/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK&pagesize=${pageSize}&pagenumber=${index + 1}`,
				headers: { authorization: `Bearer ${token ?? ''}` },
			}),
		),
	);
}

function bodyOf(outcome: ReturnType<ReturnType<typeof createApi>['handle']>): string {
	if (outcome.kind !== 'answer' || typeof outcome.body !== 'string') {
		throw new Error('The simulated API gave no page.');
	}
	return outcome.body;
}

/** What the core does with each answer between the network and whoever takes the rows. */
function readRows(pages: readonly string[]): void {
	const account = checkAccount({
		environment: 'custom',
		baseUrl: 'http://localhost',
		clientId: 'demo-app',
		customerNumber: '20-123456',
		countryCode: 'UK',
	});
	const version = versionOf(account);
	const plan = planSearch({}, account, 'UTC');
	const [listing] = version.listings(account, plan.criteria);
	const ledger = new Ledger();
	ledger.startReading();
	for (const [index, body] of pages.entries()) {
		const outcome = listing?.page(index + 1, pageSize).read({ status: 200, headers: {}, body });
		if (outcome?.kind !== 'value') throw new Error('A page could not be read.');
		for (const order of ledger.take(outcome.value)) toItems(order, plan, version, Date.now());
	}
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
