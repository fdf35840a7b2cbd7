import {
	Gates,
	IngramClient,
	type Host,
	type HttpRequest,
	type HttpResponse,
} from '@ingram-orders/core';
import { secret, testAccount } from './accounts.ts';
import type { ModelEntry } from './model-listing.ts';
import {
	answerCall,
	startState,
	truthfulRules,
	type ModelRules,
	type ModelState,
	type Verdict,
} from './model-server.ts';
import { VirtualClock } from './virtual-clock.ts';

/** How requests fail that meet an outage. The first two never leave the machine. */
export type OutageKind =
	'unresolved' | 'refused' | 'lost' | 'silent' | 'status-500' | 'status-502' | 'status-503';

/** Nothing gets through from `fromMs` on, for `ms`; both in milliseconds since the world began. */
export interface Outage {
	kind: OutageKind;
	fromMs: number;
	ms: number;
	/** Seconds that a status of 5xx names in `Retry-After`. */
	retryAfter?: number | undefined;
	/** Whether only requests for tokens fail. */
	isOfTokens?: boolean;
}

export interface ModelWorldOptions {
	rules?: Partial<ModelRules>;
	entries?: readonly ModelEntry[];
	/** Milliseconds there and back of the nth request, over and over. */
	latencies?: readonly number[];
	outages?: readonly Outage[];
	seed?: number;
}

/** A request that was sent. */
export interface Sent {
	at: number;
	request: HttpRequest;
}

/** A call that reached the server. */
export interface Arrived {
	at: number;
	verdict: Verdict | 'refused';
	/** Start of the window it was counted in, by the server's clock. */
	window: number;
	/** Whether an answer had told of this window before the call was sent. */
	windowWasKnown: boolean;
}

/** One program on one machine: its client and what it sent. */
export interface ModelClient {
	client: IngramClient;
	sent: Sent[];
	/** Requests under way that nobody has given up. */
	inFlight: number;
}

/** What happens instead of an answer. All but a 401 are counted, and none tells of the window. */
export type Mishap = 'lost' | 'status-401' | 'status-500' | 'silent' | 'not-json';

/** A model of the server at the end of a line, on a virtual clock. */
export class ModelWorld {
	readonly clock: VirtualClock;
	readonly gates: Gates;
	readonly rules: ModelRules;
	/** Calls to the API that reached the server, in turn. */
	readonly arrived: Arrived[] = [];
	/** What goes wrong with the nth call (from 1) to the API. */
	readonly mishaps = new Map<number, Mishap>();
	/** A policy of the gateway's own, which may refuse a call before it is counted. */
	refuse: ((now: number) => HttpResponse | undefined) | undefined;
	outages: readonly Outage[];
	state: ModelState;
	readonly #latencies: readonly number[];
	readonly #startedAt: number;
	/** Windows that an answer has told of, with the number of requests sent before it was here. */
	readonly #known = new Map<number, number>();
	readonly #clients: ModelClient[] = [];
	readonly #onCall = new Map<number, (() => void)[]>();
	#requests = 0;
	#calls = 0;

	constructor(options: ModelWorldOptions = {}) {
		this.clock = new VirtualClock({ seed: options.seed ?? 1 });
		this.#startedAt = this.clock.now();
		this.gates = new Gates(this.clock);
		this.rules = { ...truthfulRules, ...options.rules };
		this.state = startState(options.entries ?? []);
		this.#latencies = options.latencies ?? [0];
		this.outages = options.outages ?? [];
	}

	/** Milliseconds since the world began. */
	get elapsedMs(): number {
		return this.clock.now() - this.#startedAt;
	}

	/** Another client of the same application. It shares the gates, and nothing else. */
	newClient(): ModelClient {
		const made: Pick<ModelClient, 'sent' | 'inFlight'> = { sent: [], inFlight: 0 };
		const { now, sleep, random } = this.clock;
		const host: Host = {
			now,
			sleep,
			random,
			send: (request, signal) => {
				made.sent.push({ at: now(), request });
				made.inFlight++;
				return this.#send(request, signal).finally(() => {
					made.inFlight--;
				});
			},
		};
		const authorization = { clientSecret: secret };
		const client = new IngramClient({
			account: testAccount(),
			host,
			gates: this.gates,
			authorization,
		});
		const program = Object.assign(made, { client });
		this.#clients.push(program);
		return program;
	}

	/** Requests of all clients that are under way. */
	get inFlight(): number {
		return this.#clients.reduce((sum, { inFlight }) => sum + inFlight, 0);
	}

	/** Lets something happen just before the nth call (from 1) to the API is answered. */
	onCall(call: number, happen: () => void): void {
		this.#onCall.set(call, [...(this.#onCall.get(call) ?? []), happen]);
	}

	/** Resolves after this time; no timer of the core. */
	pause(ms: number): Promise<void> {
		return new Promise((resolve) => {
			this.clock.after(ms, resolve);
		});
	}

	#send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
		const number = this.#requests++;
		const wayMs = (this.#latencies[number % this.#latencies.length] ?? 0) / 2;
		return new Promise((resolve, reject) => {
			const end = (settle: () => void) => {
				signal.removeEventListener('abort', onAbort);
				settle();
			};
			const onAbort = () => reject(failure('ERR_CANCELED'));
			signal.addEventListener('abort', onAbort, { once: true });
			const outage = this.#outage(request)?.kind;
			if (outage === 'refused' || outage === 'unresolved') {
				const code = outage === 'refused' ? 'ECONNREFUSED' : 'ENOTFOUND';
				this.clock.after(wayMs, () => end(() => reject(failure(code))));
				return;
			}
			// What has been sent arrives and is counted, even if nobody waits for it any more.
			this.clock.after(wayMs, () => {
				const answer = this.#arrive(request, number);
				const window = this.state.window.start;
				if (answer === 'silent') return;
				this.clock.after(wayMs, () => {
					if (answer === 'lost' || this.#outage(request)?.kind === 'lost') {
						end(() => reject(failure('ECONNRESET')));
						return;
					}
					if (!signal.aborted) this.#learn(answer, window);
					end(() => resolve(answer));
				});
			});
		});
	}

	/** What comes back of a request that arrives now. */
	#arrive(request: HttpRequest, number: number): HttpResponse | 'lost' | 'silent' {
		const outage = this.#outage(request);
		if (outage?.kind === 'lost' || outage?.kind === 'silent') return outage.kind;
		if (outage?.kind.startsWith('status-')) {
			return emptyAnswer(Number(outage.kind.slice(-3)), outage.retryAfter);
		}
		if (request.url.includes('/oauth/')) {
			return answerCall(this.rules, this.state, request, this.clock.now()).response;
		}
		const call = ++this.#calls;
		for (const happen of this.#onCall.get(call) ?? []) happen();
		const mishap = this.mishaps.get(call);
		if (mishap === 'status-401') return emptyAnswer(401);
		const response = this.#count(request, number);
		switch (mishap) {
			case undefined:
				return response;
			case 'status-500':
				return emptyAnswer(500);
			case 'not-json':
				return { status: 200, headers: {}, body: '<html>' };
			default:
				return mishap;
		}
	}

	#count(request: HttpRequest, number: number): HttpResponse {
		const at = this.clock.now();
		const refusal = this.refuse?.(at);
		const answer = answerCall(this.rules, this.state, request, at);
		if (!refusal) this.state = answer.state;
		const window = answer.state.window.start;
		const windowWasKnown = (this.#known.get(window) ?? Infinity) <= number;
		const verdict = refusal ? 'refused' : answer.verdict;
		this.arrived.push({ at, verdict, window, windowWasKnown });
		return refusal ?? answer.response;
	}

	/** Somebody here reads of a window. */
	#learn({ headers }: HttpResponse, window: number): void {
		const isTold = headers['x-ratelimit-reset'] !== undefined;
		if (isTold && !this.#known.has(window)) this.#known.set(window, this.#requests);
	}

	#outage({ url }: HttpRequest): Outage | undefined {
		const now = this.elapsedMs;
		const isForToken = url.includes('/oauth/');
		return this.outages.find(
			({ fromMs, ms, isOfTokens }) =>
				now >= fromMs && now < fromMs + ms && (isForToken || isOfTokens !== true),
		);
	}
}

function emptyAnswer(status: number, retryAfter?: number): HttpResponse {
	const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	return { status, headers, body: '' };
}

function failure(code: string): Error {
	return Object.assign(new Error(code), { code });
}
