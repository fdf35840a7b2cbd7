import { IngramClient, type Host, type HttpResponse, type Send } from '@ingram-orders/core';
import { secret, testAccount } from './accounts.ts';
import type { World } from './simulated-world.ts';

/**
 * What becomes of a request while the line is down. Those that were under way when it went down are
 * lost with `reset` and `silent`, and arrive with the others.
 */
export type Failure =
	/** Never arrives: the name cannot be resolved, or nobody listens. */
	| 'dns'
	| 'refused'
	/** The connection is reset. */
	| 'reset'
	/** Nothing comes back, and nobody says so. */
	| 'silent'
	/** A gateway answers 503, without a word on the rate limit. */
	| 'unavailable';

/** The line is down from a while after the nth request (from 1) was sent. */
export interface Outage {
	failure: Failure;
	request: number;
	/** Milliseconds after that request. */
	afterMs: number;
	/** Milliseconds; `Infinity` for good. */
	lengthMs: number;
}

interface Pending {
	resolve: (answer: HttpResponse) => void;
	reject: (error: unknown) => void;
}

/** How long it takes until a failure is known, in milliseconds. */
const failureMs = 5;

const errorCodes = { dns: 'ENOTFOUND', refused: 'ECONNREFUSED', reset: 'ECONNRESET' } as const;

/** The line between a host and its world, which can go down and come back. */
export class Line {
	/** Requests of every kind that were sent so far. */
	sent = 0;
	/** Those that were sent while the line was down. */
	sentWhileDown = 0;
	/** Those that were sent after the client had been told of the first failure. */
	sentAfterFailure = 0;
	/** Requests under way when the line went down. */
	underWayAtFailure = 0;
	/** When the line went down, by the world's clock; undefined before. */
	downSince: number | undefined;

	readonly #world: World;
	readonly #send: Send;
	readonly #underWay = new Set<Pending>();
	#failure: Failure | undefined;
	#hasFailed = false;

	constructor(world: World) {
		this.#world = world;
		this.#send = world.host.send;
	}

	goDown(failure: Failure): void {
		this.#failure = failure;
		this.downSince = this.#world.clock.now();
		this.underWayAtFailure = this.#underWay.size;
		if (failure !== 'reset' && failure !== 'silent') return;
		for (const pending of this.#underWay) if (failure === 'reset') this.#fail(pending, failure);
		this.#underWay.clear();
	}

	comeBack(): void {
		this.#failure = undefined;
	}

	/** Goes down and comes back as planned. */
	plan({ failure, request, afterMs, lengthMs }: Outage): void {
		const { clock } = this.#world;
		this.#onRequest = (number) => {
			if (number !== request) return;
			clock.after(afterMs, () => {
				this.goDown(failure);
				if (lengthMs < Infinity) clock.after(lengthMs, () => this.comeBack());
			});
		};
	}

	send: Send = (request, signal) => {
		this.sent++;
		if (this.#failure) this.sentWhileDown++;
		if (this.#hasFailed) this.sentAfterFailure++;
		this.#onRequest(this.sent);
		return new Promise((resolve, reject) => {
			const failure = this.#failure;
			const pending = { resolve, reject };
			signal.addEventListener('abort', () => reject(withCode('ERR_CANCELED')), { once: true });
			if (failure) {
				this.#world.clock.after(failureMs, () => this.#fail(pending, failure));
				return;
			}
			this.#underWay.add(pending);
			this.#send(request, signal).then(
				(answer) => this.#underWay.delete(pending) && resolve(answer),
				(error: unknown) => this.#underWay.delete(pending) && pending.reject(error),
			);
		});
	};

	#onRequest: (number: number) => void = () => undefined;

	#fail({ resolve, reject }: Pending, failure: Failure): void {
		if (failure === 'silent') return;
		this.#hasFailed = true;
		if (failure === 'unavailable') resolve({ status: 503, headers: {}, body: '' });
		else reject(withCode(errorCodes[failure]));
	}
}

/** The same world behind a line of its own. */
export function behindLine(world: World): World & { line: Line } {
	const line = new Line(world);
	const behind = { ...world, host: { ...world.host, send: line.send }, line };
	return { ...behind, client: newClient(behind) };
}

/** Another workflow of the same process: its own tokens, the same gates. */
export function newClient({ host, gates }: { host: Host; gates: World['gates'] }): IngramClient {
	const authorization = { clientSecret: secret };
	return new IngramClient({ account: testAccount(), host, gates, authorization });
}

/** As fetch in Node.js throws it: the code is in the cause. */
function withCode(code: string): Error {
	return Object.assign(new TypeError('fetch failed'), {
		cause: Object.assign(new Error(code), { code }),
	});
}
