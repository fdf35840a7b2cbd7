import type { HttpRequest, HttpResponse } from '@ingram-orders/core';
import { listPage, truthfulListing, type ListingRules, type ModelEntry } from './model-listing.ts';

/** How a server lists orders and counts calls. It is fast and without memory; `ModelState` has that. */
export interface ModelRules extends ListingRules {
	/** Calls that one window lets through. */
	readonly limit: number;
	readonly windowMs: number;
	/** Windows begin at multiples of `windowMs`, or with the first call after the one before. */
	readonly windows: 'clock' | 'first-request';
	/** How the end of a window is told. */
	readonly reset: 'milliseconds' | 'seconds' | 'delta' | 'never';
	readonly roundsReset: 'up' | 'down';
	/** Calls that others make at the start of each window. */
	readonly otherCalls: number;
	/** Calls within one second that spike arrest lets through. */
	readonly spikeLimit: number;
	readonly refusal: 'coded' | 'plain' | 'status-500';
	/** How far the clock that counts is ahead of ours. */
	readonly clockAheadMs: number;
	/** How far the machine that writes `Date` is ahead of the one that counts. */
	readonly dateAheadMs: number;
	readonly writesDate: boolean;
	readonly tokenLifeMs: number;
}

/** The documented limit, told in the documented form. */
export const truthfulRules: ModelRules = {
	...truthfulListing,
	limit: 60,
	windowMs: 60_000,
	windows: 'clock',
	reset: 'milliseconds',
	roundsReset: 'up',
	otherCalls: 0,
	spikeLimit: Infinity,
	refusal: 'coded',
	clockAheadMs: 0,
	dateAheadMs: 0,
	writesDate: true,
	tokenLifeMs: 86_399_000,
};

/** What changes while a server runs. Times in milliseconds since 1970 by the server's clock. */
export interface ModelState {
	readonly entries: readonly ModelEntry[];
	/** The newest window and the calls that it has let through. */
	readonly window: { readonly start: number; readonly used: number };
	/** Calls of the last second. */
	readonly recent: readonly number[];
	/** Queries of which page 1 has been answered. */
	readonly begun: ReadonlySet<string>;
}

export function startState(entries: readonly ModelEntry[]): ModelState {
	return { entries, window: { start: -Infinity, used: 0 }, recent: [], begun: new Set() };
}

/** What became of a call. */
export type Verdict = 'token' | 'unauthorized' | 'quota' | 'spike' | 'served';

export interface ModelAnswer {
	verdict: Verdict;
	response: HttpResponse;
	/** What the server is after the call. */
	state: ModelState;
}

/**
 * Answers one call.
 * @param ourNow when it arrives, by our clock
 */
export function answerCall(
	rules: ModelRules,
	state: ModelState,
	request: HttpRequest,
	ourNow: number,
): ModelAnswer {
	const now = ourNow + rules.clockAheadMs;
	const date = rules.writesDate ? { date: new Date(now + rules.dateAheadMs).toUTCString() } : {};
	if (request.url.includes('/oauth/')) {
		return { verdict: 'token', state, response: respond(200, date, tokenBody(rules, now)) };
	}
	if (!isTokenValid(request, now)) {
		return { verdict: 'unauthorized', state, response: respond(401, date, '') };
	}
	const { verdict, state: counted } = countCall(rules, state, now);
	const headers = { ...date, ...rateLimitHeaders(rules, counted.window, now) };
	if (verdict !== 'served') {
		const status = rules.refusal === 'status-500' ? 500 : 429;
		const response = respond(status, headers, refusalBody(rules, verdict));
		return { verdict, state: counted, response };
	}
	const parameters = new URL(request.url).searchParams;
	const isPageOne = (parameters.get('pagenumber') ?? '1') === '1';
	const query = queryOf(parameters);
	const isAgain = isPageOne && state.begun.has(query);
	return {
		verdict,
		state: isPageOne ? { ...counted, begun: new Set([...state.begun, query]) } : counted,
		response: respond(200, headers, listPage(rules, state.entries, parameters, isAgain)),
	};
}

function respond(status: number, headers: HttpResponse['headers'], body: string): HttpResponse {
	return { status, headers, body };
}

/** A query without the place in it, and without an end that a client may add to it. */
function queryOf(parameters: URLSearchParams): string {
	const names = ['ordernumber', 'customerordernumber', 'orderstatus', 'startcreatetimestamp'];
	return names.map((name) => parameters.get(name) ?? '').join('|');
}

/** A token says itself until when it is valid. */
function tokenBody({ tokenLifeMs }: ModelRules, now: number): string {
	return JSON.stringify({
		access_token: `token-${now + tokenLifeMs}`,
		token_type: 'Bearer',
		expires_in: String(Math.floor(tokenLifeMs / 1000)),
	});
}

function isTokenValid({ headers }: HttpRequest, now: number): boolean {
	return Number(headers['authorization']?.replace('Bearer token-', '')) > now;
}

function countCall(
	rules: ModelRules,
	state: ModelState,
	now: number,
): { verdict: 'quota' | 'spike' | 'served'; state: ModelState } {
	const isOpen = now >= state.window.start && now < state.window.start + rules.windowMs;
	const window = isOpen ? state.window : { start: windowStart(rules, now), used: 0 };
	const recent = state.recent.filter((at) => at > now - 1000);
	if (recent.length >= rules.spikeLimit) {
		return { verdict: 'spike', state: { ...state, window, recent } };
	}
	const counted = { ...state, window, recent: [...recent, now] };
	if (window.used >= rules.limit - rules.otherCalls) return { verdict: 'quota', state: counted };
	return { verdict: 'served', state: { ...counted, window: { ...window, used: window.used + 1 } } };
}

function windowStart({ windows, windowMs }: ModelRules, now: number): number {
	return windows === 'clock' ? Math.floor(now / windowMs) * windowMs : now;
}

/** Order Lookup API v5, Rate Limiting. */
function rateLimitHeaders(
	rules: ModelRules,
	{ start, used }: ModelState['window'],
	now: number,
): HttpResponse['headers'] {
	if (rules.reset === 'never') return {};
	const end = start + rules.windowMs;
	const round = rules.roundsReset === 'up' ? Math.ceil : Math.floor;
	const reset = {
		milliseconds: end,
		seconds: round(end / 1000),
		delta: round((end - now) / 1000),
	}[rules.reset];
	return {
		'x-ratelimit-limit': String(rules.limit),
		'x-ratelimit-remaining': String(Math.max(0, rules.limit - rules.otherCalls - used)),
		'x-ratelimit-reset': String(reset),
	};
}

function refusalBody({ refusal }: ModelRules, verdict: 'quota' | 'spike'): string {
	if (refusal === 'plain') return 'Too many requests';
	const errorcode = verdict === 'quota' ? 'QuotaViolation' : 'SpikeArrestViolation';
	return JSON.stringify({
		fault: { faultstring: 'Refused', detail: { errorcode: `policies.ratelimit.${errorcode}` } },
	});
}
