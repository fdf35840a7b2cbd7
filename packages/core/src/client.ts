import type { Account } from './account.ts';
import { httpFailure } from './errors/http-failures.ts';
import type { IngramError } from './errors/ingram-error.ts';
import type { ReceivedAnswer } from './errors/received-answer.ts';
import { unreadableAnswer } from './errors/unreadable-answer.ts';
import type { Host, HttpResponse } from './host.ts';
import type { Gates } from './requests/gates.ts';
import { type Endpoint } from './requests/gates.ts';
import type { RequestGate } from './requests/gate.ts';
import { retrying } from './requests/retry.ts';
import { sendOnce } from './requests/send-once.ts';
import { TokenSource } from './requests/token.ts';
import type { Run } from './run.ts';
import { rateLimitRefusal, readFault } from './v5/read-fault.ts';

/** A page of 100 orders is well below a megabyte; nothing above this is read. */
const maxBytes = 32 * 1024 * 1024;

/** How requests are authorized. */
export type Authorization =
	/** The core gets tokens from the token endpoint. */
	| { clientSecret: string; tokenPath?: string }
	/** The host's `send` adds the token and renews it on 401; its secrets are taken out of all texts. */
	| { byHost: true; secrets: () => readonly string[] };

/** A good answer, read. */
export interface Answer<T> {
	value: T;
	headers: HttpResponse['headers'];
}

/**
 * Sends requests of one account: through the gate of their endpoint, with a token, repeated where
 * that makes sense. Everything that is sent to the API goes through `get`.
 */
export class IngramClient {
	readonly account: Account;
	readonly host: Host;
	readonly #gates: Gates;
	readonly #tokens: TokenSource | undefined;
	readonly #hostSecrets: () => readonly string[];

	/** @param gates shared by all clients of a process, as the rate limit is */
	constructor(options: {
		account: Account;
		host: Host;
		gates: Gates;
		authorization: Authorization;
	}) {
		const { account, host, gates, authorization } = options;
		this.account = account;
		this.host = host;
		this.#gates = gates;
		this.#tokens =
			'byHost' in authorization
				? undefined
				: new TokenSource(host, account, authorization.clientSecret, authorization.tokenPath);
		this.#hostSecrets = 'byHost' in authorization ? authorization.secrets : () => [];
	}

	/** The gate that requests of this endpoint go through. */
	gate(endpoint: Endpoint): RequestGate {
		return this.#gates.gateFor(this.account, endpoint);
	}

	/**
	 * Gets a document and reads it with `read`.
	 * @param signal ends this request alone
	 * @throws IngramError of every code but `INVALID_INPUT`
	 */
	async get<T>(
		endpoint: Endpoint,
		url: string,
		read: (answer: ReceivedAnswer) => T,
		run: Run,
		signal: AbortSignal = run.signal,
	): Promise<Answer<T>> {
		const attempt = async () => {
			const answer = await this.#getAdmitted(endpoint, url, run, signal);
			const received = { status: answer.status, body: answer.body, secrets: this.#secrets };
			if (answer.status !== 200) throw this.#failure(received);
			if (answer.body.length > maxBytes) throw tooLong(answer.status);
			return { value: read(received), headers: answer.headers };
		};
		return retrying(attempt, {
			clock: this.host,
			signal,
			retries: run.retries,
			onRetry: ({ attempt: number, pauseMs, error }) => {
				run.onProgress({ kind: 'retrying', attempt: number, ms: pauseMs, reason: error.message });
			},
		});
	}

	/** One request past the rate limit: refusals by it are waited out, a refused token is renewed once. */
	async #getAdmitted(
		endpoint: Endpoint,
		url: string,
		run: Run,
		signal: AbortSignal,
	): Promise<HttpResponse> {
		let renewed = false;
		for (;;) {
			const token = await this.#tokens?.get(signal);
			const { answer, refusal } = await this.#exchange(endpoint, url, token, run, signal);
			if (refusal !== 'none') continue;
			if (answer.status === 401 && token !== undefined && !renewed) {
				renewed = true;
				this.#tokens?.drop(token);
				continue;
			}
			return answer;
		}
	}

	async #exchange(
		endpoint: Endpoint,
		url: string,
		token: string | undefined,
		run: Run,
		signal: AbortSignal,
	) {
		const admission = await this.gate(endpoint).enter({
			signal,
			meter: run.meter,
			onWait: (ms) => {
				run.onProgress({ kind: 'waiting', ms });
			},
		});
		try {
			run.requests++;
			const headers = {
				accept: 'application/json',
				...(token !== undefined && { authorization: `Bearer ${token}` }),
			};
			const request = { method: 'GET', url, headers, timeoutMs: run.timeoutMs, maxBytes } as const;
			const answer = await sendOnce(this.host, request, signal);
			const refusal =
				answer.status === 200
					? 'none'
					: rateLimitRefusal(
							answer.status,
							readFault({ body: answer.body, secrets: [] }).errorCode,
						);
			admission.leave({ headers: answer.headers, refusal });
			return { answer, refusal };
		} finally {
			admission.leave();
		}
	}

	get #secrets(): readonly string[] {
		return this.#tokens?.secrets ?? this.#hostSecrets();
	}

	#failure(answer: ReceivedAnswer): IngramError {
		return httpFailure({
			status: answer.status,
			apiMessage: readFault(answer).message,
			countryCode: this.account.countryCode,
			now: this.host.now(),
		});
	}
}

function tooLong(status: number): IngramError {
	const shown = { status, body: '', secrets: [] };
	return unreadableAnswer(shown, `it is longer than ${String(maxBytes / 1024 / 1024)} MB.`, false);
}
