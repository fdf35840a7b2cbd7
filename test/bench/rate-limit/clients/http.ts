import { Agent } from 'node:http';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { Clock } from '@ingram-orders/core';
import type { Assignment } from './client.ts';

const httpAgent = new Agent({ keepAlive: true });

/** What a hand-written client reads of a page. */
export interface Page {
	/** Orders on all pages. */
	total: number;
	orderNumbers: string[];
}

/** An answer that is no page. */
class Refusal extends Error {
	readonly status: number;
	/** When the window ends, in milliseconds since 1970 by the server's clock; NaN where it is not told. */
	readonly resetAt: number;

	constructor({ status, headers }: AxiosResponse) {
		super(`HTTP status ${status}`);
		this.status = status;
		this.resetAt = Number(headers['x-ratelimit-reset']);
	}
}

interface SearchBody {
	serviceresponse: {
		ordesearchresponse: { ordersfound: string; orders?: { ordernumber: string }[] };
	};
}

/** Gets one page. @throws Refusal where the answer is no page */
export async function getPage(assignment: Assignment, pageNumber: number): Promise<Page> {
	const answer = await axios.get<SearchBody>(addressOf(assignment, pageNumber), {
		httpAgent,
		headers: authorizationOf(assignment),
		validateStatus: () => true,
	});
	if (answer.status !== 200) throw new Refusal(answer);
	return toPage(answer.data);
}

/** The same by an axios of its own, which may repeat it. @throws AxiosError */
export async function getPageBy(
	client: AxiosInstance,
	assignment: Assignment,
	pageNumber: number,
): Promise<Page> {
	const { data } = await client.get<SearchBody>(addressOf(assignment, pageNumber), {
		httpAgent,
		headers: authorizationOf(assignment),
	});
	return toPage(data);
}

export function addressOf(
	{ origin, application, pageSize }: Assignment,
	pageNumber: number,
): string {
	const url = new URL('/resellers/v5/orders/search', origin);
	const [account] = application.accounts;
	url.searchParams.set('customernumber', account?.customerNumber ?? '');
	url.searchParams.set('isocountrycode', account?.countryCode ?? '');
	url.searchParams.set('pagesize', String(pageSize));
	url.searchParams.set('pagenumber', String(pageNumber));
	return url.href;
}

export function authorizationOf({ token }: Assignment): { authorization: string } {
	return { authorization: `Bearer ${token}` };
}

export function toPage({ serviceresponse }: SearchBody): Page {
	const { ordersfound, orders = [] } = serviceresponse.ordesearchresponse;
	return { total: Number(ordersfound), orderNumbers: orders.map(({ ordernumber }) => ordernumber) };
}

const minWaitMs = 1000;
const windowMs = 60_000;

/** How long to wait before asking again, by the machine's own clock: after a 429 until the window ends. */
export function waitAfter(failure: unknown, clock: Clock): number {
	if (!(failure instanceof Refusal) || failure.status !== 429) return minWaitMs;
	if (Number.isNaN(failure.resetAt)) return windowMs;
	return Math.max(minWaitMs, failure.resetAt - clock.now());
}
