import type { IngramErrorCode } from '@ingram-orders/core';
import type { Control, FaultEffect, Order } from '@ingram-orders/simulator';
import { noDataFound } from '../../packages/core/test/support/scripted-world.ts';
import { pageWithTotal } from './support/twin.ts';

/**
 * What a run under a fault has to come to: everything; a result that says that it is not everything;
 * or a failure with this code.
 */
export type Expected = 'complete' | 'incomplete' | IngramErrorCode;

/** What is known of the simulated API when a fault is set. */
export interface Known {
	secret: string;
	/** The first token that it issues. */
	token: string;
	/** Those of the list, newest first. */
	orders: readonly Order[];
	/** The page that it strikes. */
	page: number;
}

/** Something that goes wrong at Ingram Micro, or on the way there. */
export interface FaultCase {
	name: string;
	effect: (known: Known) => FaultEffect;
	/** When it happens once. */
	once: Expected;
	/** When it goes on; undefined where it can only happen once. */
	lasting?: Expected;
	/** What differs where it goes on on the first page. */
	lastingOnFirstPage?: Expected;
	/** What differs where it strikes the request for a token. */
	ofToken?: { once: Expected; lasting: Expected };
	/** The same in n8n, which fetches tokens itself. */
	ofTokenInN8n?: { once: Expected; lasting: Expected };
	/** Whether only one page of a list can have it. */
	isOfLists?: true;
	/** Whether nobody could tell it from the truth on a first page. */
	isOfLaterPages?: true;
	/** Whether only an answer that counts calls and needs a token can have it. */
	isOfTheApi?: true;
	/** Whether a run under it goes on for as long as it may. */
	keepsWaiting?: true;
	/** Whether it takes so much of the machine that it is tried at the middle page alone. */
	isCostly?: true;
	/** The same between two polls, when nobody asks for anything. */
	betweenPolls?: (control: Control) => void;
}

/** Longer than a request may take here, in milliseconds. */
const tooLongMs = 90_000;

/** Newest but one, so that what comes after it moves to another page. */
const deleted = { orderNumber: '20-F02' };
const entered = {
	orderNumber: '20-LATE',
	subOrders: [{ statusCode: 'C', holdReasonCode: 'CH' }],
};
const moved = { orderNumber: '20-F13', statusCode: 'D', holdReasonCode: 'BA' };

export const faults: readonly FaultCase[] = [
	{
		name: 'status 500',
		effect: () => ({ kind: 'status', status: 500 }),
		once: 'complete',
		lasting: 'SERVICE_UNAVAILABLE',
	},
	{
		name: 'status 502 with a web page',
		effect: () => ({ kind: 'status', status: 502, body: 'html' }),
		once: 'complete',
		lasting: 'SERVICE_UNAVAILABLE',
	},
	{
		name: 'status 503 without a body',
		effect: () => ({ kind: 'status', status: 503, body: 'empty' }),
		once: 'complete',
		lasting: 'SERVICE_UNAVAILABLE',
	},
	{
		name: 'status 503 that asks for a pause',
		effect: () => ({ kind: 'status', status: 503, body: 'text', retryAfter: 10 }),
		once: 'complete',
		lasting: 'SERVICE_UNAVAILABLE',
	},
	{
		name: 'quota used up, told by 429',
		effect: () => ({ kind: 'quota', status: 429 }),
		once: 'complete',
		lasting: 'RATE_LIMIT',
		ofToken: { once: 'complete', lasting: 'SERVICE_UNAVAILABLE' },
		keepsWaiting: true,
	},
	{
		name: 'quota used up, told by 500',
		effect: () => ({ kind: 'quota', status: 500 }),
		once: 'complete',
		lasting: 'RATE_LIMIT',
		ofToken: { once: 'complete', lasting: 'SERVICE_UNAVAILABLE' },
		keepsWaiting: true,
	},
	{
		name: 'spike arrest',
		effect: () => ({ kind: 'spike-arrest' }),
		once: 'complete',
		lasting: 'RATE_LIMIT',
		ofToken: { once: 'complete', lasting: 'SERVICE_UNAVAILABLE' },
		keepsWaiting: true,
	},
	{
		name: 'lost connection',
		effect: () => ({ kind: 'reset' }),
		once: 'complete',
		lasting: 'UNREACHABLE',
	},
	{
		name: 'half an answer',
		effect: () => ({ kind: 'reset-mid-body' }),
		once: 'complete',
		lasting: 'UNREACHABLE',
	},
	{
		name: 'no answer',
		effect: () => ({ kind: 'hang' }),
		once: 'complete',
		lasting: 'TIMEOUT',
		keepsWaiting: true,
	},
	{
		name: 'an answer that takes too long',
		effect: () => ({ kind: 'slow', latencyMs: tooLongMs }),
		once: 'complete',
		lasting: 'TIMEOUT',
		// It goes on after the node has given up, and keeps what comes.
		ofTokenInN8n: { once: 'complete', lasting: 'complete' },
		keepsWaiting: true,
	},
	{
		name: 'a slow answer',
		effect: () => ({ kind: 'slow', latencyMs: 10_000 }),
		once: 'complete',
		lasting: 'complete',
	},
	{
		name: 'JSON that is cut off',
		effect: () => ({ kind: 'truncated' }),
		once: 'complete',
		lasting: 'UNREADABLE_ANSWER',
	},
	{
		name: 'a web page',
		effect: () => ({ kind: 'html' }),
		once: 'complete',
		lasting: 'UNREADABLE_ANSWER',
	},
	{
		name: 'an empty answer',
		effect: () => ({ kind: 'empty' }),
		once: 'complete',
		lasting: 'UNREADABLE_ANSWER',
	},
	{
		name: 'an answer that is too large',
		effect: () => ({ kind: 'oversized', bytes: 33 * 1024 * 1024 }),
		once: 'UNREADABLE_ANSWER',
		lasting: 'UNREADABLE_ANSWER',
		isCostly: true,
	},
	{
		name: 'an answer in Latin-1',
		effect: () => ({ kind: 'latin1' }),
		once: 'complete',
		lasting: 'complete',
	},
	{
		name: 'an answer that is not the gzip it says',
		effect: () => ({ kind: 'mislabeled-gzip' }),
		once: 'complete',
		lasting: 'UNREACHABLE',
	},
	{
		name: 'a redirect',
		effect: () => ({ kind: 'redirect' }),
		once: 'REQUEST_REFUSED',
		lasting: 'REQUEST_REFUSED',
		// It follows, and nobody is there.
		ofTokenInN8n: { once: 'complete', lasting: 'UNREACHABLE' },
	},
	{
		name: 'no rate-limit headers',
		effect: () => ({ kind: 'no-rate-limit-headers' }),
		once: 'complete',
		lasting: 'complete',
		isOfTheApi: true,
	},
	{
		name: 'tokens that end',
		effect: () => ({ kind: 'expire-tokens' }),
		once: 'complete',
		lasting: 'AUTHENTICATION',
		isOfTheApi: true,
		betweenPolls: (control) => control.expireTokens(),
	},
	{
		name: 'status 401',
		effect: () => ({ kind: 'status', status: 401 }),
		once: 'complete',
		lasting: 'AUTHENTICATION',
		// A wrong secret is answered like this.
		ofToken: { once: 'AUTHENTICATION', lasting: 'AUTHENTICATION' },
	},
	{
		name: 'status 403',
		effect: () => ({ kind: 'status', status: 403 }),
		once: 'ACCESS_DENIED',
		lasting: 'ACCESS_DENIED',
	},
	{
		name: 'status 404',
		effect: () => ({ kind: 'status', status: 404 }),
		once: 'NOT_FOUND',
		lasting: 'NOT_FOUND',
	},
	{
		name: 'status 400 that repeats secret and token',
		effect: ({ secret, token }) => ({
			...{ kind: 'body', status: 400 },
			body: JSON.stringify({ message: `Invalid: Bearer ${token}, client_secret=${secret}` }),
		}),
		once: 'REQUEST_REFUSED',
		lasting: 'REQUEST_REFUSED',
		ofToken: { once: 'AUTHENTICATION', lasting: 'AUTHENTICATION' },
	},
	{
		name: 'status 500 that repeats secret and token',
		effect: ({ secret, token }) => ({
			...{ kind: 'body', status: 500, contentType: 'text/html' },
			body: `<p>Authorization: Bearer ${token}</p><p>${secret}</p>`,
		}),
		once: 'complete',
		lasting: 'SERVICE_UNAVAILABLE',
	},
	{
		name: 'a clock that is 90 s ahead',
		effect: () => ({ kind: 'clock-skew', skewMs: 90_000 }),
		once: 'complete',
		betweenPolls: (control) => control.set({ skewMs: 90_000 }),
	},
	{
		name: 'a clock that is 90 s behind',
		effect: () => ({ kind: 'clock-skew', skewMs: -90_000 }),
		once: 'complete',
		betweenPolls: (control) => control.set({ skewMs: -90_000 }),
	},
	{
		name: 'an order that is entered',
		effect: () => ({ kind: 'enter-order', ...entered }),
		once: 'complete',
		isOfLists: true,
		betweenPolls: (control) => control.enterOrder(entered),
	},
	{
		name: 'an order that is deleted',
		effect: () => ({ kind: 'delete-order', ...deleted }),
		once: 'complete',
		isOfLists: true,
		betweenPolls: (control) => control.deleteOrder(deleted),
	},
	{
		name: 'an order that changes',
		effect: () => ({ kind: 'change-order', ...moved }),
		once: 'complete',
		isOfLists: true,
		betweenPolls: (control) => control.changeOrder(moved),
	},
	{
		name: 'a total that is too small',
		effect: ({ orders, page }) => ({ kind: 'body', body: pageWithTotal(orders, page, 17) }),
		once: 'complete',
		lasting: 'incomplete',
		// Every page after it tells the truth.
		lastingOnFirstPage: 'complete',
		isOfLists: true,
	},
	{
		name: 'a list that has nothing all at once',
		effect: () => ({ kind: 'body', body: noDataFound }),
		once: 'complete',
		lasting: 'incomplete',
		isOfLists: true,
		isOfLaterPages: true,
	},
];
