import type { ApiRequest, Outcome } from '../api/version.ts';
import { IngramError } from '../errors/ingram-error.ts';
import { quote } from '../errors/quote.ts';
import { redact } from '../errors/redact.ts';
import { answerTooLarge } from '../errors/unreadable-answer.ts';
import type { Host, HttpResponse } from '../host.ts';
import type { Account } from '../input/account.ts';
import { outsideAvailability } from '../reference/availability.ts';
import type { Gates } from './rate-limit/gates.ts';
import type { Admission, AnswerResult, RateLimitStatus, RequestGate } from './rate-limit/gate.ts';
import { retrying, type Attempt } from './retry.ts';
import type { Run } from './run.ts';
import { sendOnce } from './send-once.ts';
import { TokenSource } from './token.ts';

/** A page of 100 orders is well below a megabyte; nothing above this is read. */
const maxBytes = 32 * 1024 * 1024;

/** How requests are authorized. */
export type Authorization =
	/** The core gets tokens from the token endpoint. */
	| { clientSecret: string; tokenPath?: string }
	/** The host's `send` adds the token and renews it on 401; its secrets are taken out of all texts. */
	| { byHost: true; secrets: () => readonly string[] };

/**
 * Sends requests of one account: through the gate of their endpoint, with a token, repeated where
 * that makes sense. Everything that is sent to the API goes through `get`. It knows no version of it.
 */
export class IngramClient {
	readonly account: Account;
	readonly host: Host;
	readonly #gates: Gates;
	readonly #tokens: TokenSource | undefined;
	readonly #hostSecrets: () => readonly string[];

	/** @param options.gates shared by all clients of a process, as the rate limit is */
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

	/** What is known of the rate limit of an endpoint now. */
	rateLimit(counter: string): RateLimitStatus {
		return this.#gate(counter).status;
	}

	/** A short piece of what the server sent, as it may be shown: without secrets. */
	quote(text: string): string {
		return quote(text, this.#secrets);
	}

	/**
	 * Sends a request and gives what its reader makes of the answer.
	 * @param signal ends this request alone
	 * @throws IngramError of every code but `INVALID_INPUT`
	 */
	async get<T>(request: ApiRequest<T>, run: Run, signal: AbortSignal = run.signal): Promise<T> {
		const { maxAttempts, meter, outage, report } = run;
		return retrying((mayGo) => this.#attempt(request, run, signal, mayGo), {
			...{ clock: this.host, signal, maxAttempts, meter, outage, report },
		});
	}

	/** One attempt past the rate limit: refusals by it are waited out, a refused token is renewed once. */
	async #attempt<T>(
		request: ApiRequest<T>,
		run: Run,
		signal: AbortSignal,
		mayGo: () => boolean,
	): Promise<Attempt<T>> {
		let hasNewToken = false;
		for (;;) {
			const exchange = await this.#exchange(request, run, signal, mayGo);
			if (exchange.kind === 'failed') return this.#failed(exchange.failure);
			if (exchange.kind === 'held-back') return exchange;
			const { token, outcome } = exchange;
			switch (outcome.kind) {
				case 'value':
					return { kind: 'done', value: outcome.value };
				case 'limited':
					continue;
				case 'unauthorized':
					if (token === undefined || hasNewToken) return this.#failed(outcome.failure);
					this.#tokens?.drop(token);
					hasNewToken = true;
					continue;
				case 'failed':
					return this.#failed(outcome.failure);
			}
		}
	}

	/** Sends the request once and reads its answer, and tells the gate of it. */
	async #exchange<T>(request: ApiRequest<T>, run: Run, signal: AbortSignal, mayGo: () => boolean) {
		const admitted = await this.#admit(request.counter, run, signal);
		if ('failure' in admitted) return { kind: 'failed' as const, failure: admitted.failure };
		const { admission, token } = admitted;
		try {
			if (!mayGo()) return { kind: 'held-back' as const };
			run.requests++;
			const correlation = newCorrelation(request, this.host);
			const http = this.#toHttp(request, token, run, correlation?.header);
			const sent = await sendOnce(this.host, http, signal);
			if ('failure' in sent) {
				if (sent.mayHaveArrived) admission.leave({ kind: 'unanswered' });
				const hasId = correlation !== undefined && sent.failure.code !== 'CANCELLED';
				const failure = hasId ? sent.failure.with({ correlationId: correlation.id }) : sent.failure;
				return { kind: 'failed' as const, failure };
			}
			const { answer } = sent;
			const outcome = withCorrelation(readWithin(request, answer), correlation?.id);
			const result = resultOf(outcome, answer.status);
			admission.leave({ kind: 'answered', headers: answer.headers, result });
			return { kind: 'answered' as const, token, outcome };
		} finally {
			admission.leave({ kind: 'not-sent' });
		}
	}

	/** Leave to send, with a token that is good at the moment of sending. */
	async #admit(counter: string, run: Run, signal: AbortSignal) {
		let admission: Admission | undefined;
		try {
			// First the token: who has none need not wait for the rate limit.
			await this.#tokens?.get(run.timeoutMs, signal);
			admission = await this.#gate(counter).enter({
				signal,
				meter: run.meter,
				onWait: (ms) => run.report({ kind: 'waiting', ms }),
			});
			// Once more, as the wait may have been longer than it lives.
			const token = await this.#tokens?.get(run.timeoutMs, signal);
			return { admission, token };
		} catch (thrown) {
			admission?.leave({ kind: 'not-sent' });
			if (thrown instanceof IngramError) return { failure: thrown };
			throw thrown;
		}
	}

	#toHttp(
		{ url, headers }: ApiRequest<unknown>,
		token: string | undefined,
		run: Run,
		correlation: Readonly<Record<string, string>> = {},
	) {
		return {
			method: 'GET' as const,
			url,
			headers: {
				accept: 'application/json',
				...headers,
				...correlation,
				...(token !== undefined && { authorization: `Bearer ${token}` }),
			},
			timeoutMs: run.timeoutMs,
			maxBytes,
		};
	}

	#failed(failure: IngramError): Attempt<never> {
		return { kind: 'failed', failure: this.#presentable(failure) };
	}

	/** The failure as it may be shown: texts of the server short and without secrets. */
	#presentable(failure: IngramError): IngramError {
		const secrets = this.#secrets;
		const hours =
			failure.code === 'SERVICE_UNAVAILABLE'
				? outsideAvailability(this.account.countryCode, this.host.now())
				: '';
		return failure.with({
			message: redact(failure.message, secrets),
			remedy: redact(hours + failure.remedy, secrets),
			...(failure.apiMessage !== undefined && { apiMessage: quote(failure.apiMessage, secrets) }),
		});
	}

	#gate(counter: string): RequestGate {
		return this.#gates.gateFor(this.account, counter);
	}

	get #secrets(): readonly string[] {
		return this.#tokens?.secrets ?? this.#hostSecrets();
	}
}

/** What the request's reader makes of an answer, where it is not too long to be one. */
function readWithin<T>(request: ApiRequest<T>, answer: HttpResponse) {
	if (answer.body.length <= maxBytes) return request.read(answer);
	return { kind: 'failed' as const, failure: answerTooLarge(maxBytes) };
}

/** An id of 32 hexadecimal digits for one sending, where the request carries one. */
function newCorrelation({ correlationHeader }: ApiRequest<unknown>, host: Host) {
	if (correlationHeader === undefined) return undefined;
	const digits = () =>
		Math.floor(host.random() * 0x10000)
			.toString(16)
			.padStart(4, '0');
	const id = Array.from({ length: 8 }, digits).join('');
	return { id, header: { [correlationHeader]: id } };
}

/** A failure tells the id, so that a user can give it to Ingram Micro's support. */
function withCorrelation<T>(outcome: Outcome<T>, correlationId: string | undefined): Outcome<T> {
	if (!('failure' in outcome) || correlationId === undefined) return outcome;
	return { ...outcome, failure: outcome.failure.with({ correlationId }) };
}

/** What the gate is told of an answer. */
function resultOf(outcome: Outcome<unknown>, status: number): AnswerResult {
	if (outcome.kind === 'limited') return outcome.by;
	if (outcome.kind === 'value') return 'good';
	return status >= 500 ? 'broken' : 'refused';
}
