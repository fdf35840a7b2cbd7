import { tokenUrl, type Account } from '../account.ts';
import { cancelled, throwIfCancelled } from '../errors/cancelled.ts';
import { tokenFailure } from '../errors/token-failure.ts';
import { unreadableAnswer } from '../errors/unreadable-answer.ts';
import type { Host, HttpResponse } from '../host.ts';
import { count, isObject, parseJson, text } from '../v5/read-json.ts';
import { onAbort } from './on-abort.ts';
import { RetryBudget, retrying } from './retry.ts';
import { sendOnce } from './send-once.ts';

/** A token is used for no longer than the documented 24 h, in milliseconds. */
const longestLifeMs = 24 * 60 * 60 * 1000;

/** It is renewed this long before it ends, in milliseconds. */
const renewEarlyMs = 60_000;

/** Where an answer names no lifetime, in milliseconds. */
const defaultLifeMs = 60 * 60 * 1000;

/** The token request's own time limit, in milliseconds. */
const timeoutMs = 30_000;

/** A token answer is a few hundred bytes. */
const maxBytes = 1_000_000;

/** A fetch under way and how many wait for it. */
interface Fetching {
	token: Promise<string>;
	waiting: number;
	stop: AbortController;
}

/** Gives access tokens: one fetch for all who wait, kept in memory only. */
export class TokenSource {
	readonly #host: Host;
	readonly #account: Account;
	readonly #clientSecret: string;
	readonly #path: string | undefined;
	#current: { token: string; renewAt: number } | undefined;
	#fetching: Fetching | undefined;
	#issued: string[] = [];

	/** @param path of the token endpoint, where it is not the documented one */
	constructor(host: Host, account: Account, clientSecret: string, path?: string) {
		this.#host = host;
		this.#account = account;
		this.#clientSecret = clientSecret;
		this.#path = path;
	}

	/** What must never be shown: the secret and the newest tokens. */
	get secrets(): string[] {
		return [this.#clientSecret, ...this.#issued];
	}

	/**
	 * The current token, fetched or renewed as needed.
	 * @throws IngramError `AUTHENTICATION` when the App ID or the secret is wrong
	 */
	async get(signal: AbortSignal): Promise<string> {
		throwIfCancelled(signal);
		if (this.#current && this.#host.now() < this.#current.renewAt) return this.#current.token;
		const fetching = (this.#fetching ??= this.#startFetching());
		fetching.waiting++;
		try {
			return await untilCancelled(fetching.token, signal);
		} finally {
			fetching.waiting--;
			if (fetching.waiting === 0) this.#stopFetching(fetching);
		}
	}

	/** Drops a token that the API refused; a newer one, fetched meanwhile, is kept. */
	drop(refused: string): void {
		if (this.#current?.token === refused) this.#current = undefined;
	}

	/** Shared by all who wait, so it stops only when none of them is left. */
	#startFetching(): Fetching {
		const stop = new AbortController();
		return { token: this.#fetch(stop.signal), waiting: 0, stop };
	}

	#stopFetching(fetching: Fetching): void {
		fetching.stop.abort();
		if (this.#fetching === fetching) this.#fetching = undefined;
	}

	async #fetch(signal: AbortSignal): Promise<string> {
		const clock = this.#host;
		const retries = new RetryBudget();
		return retrying(() => this.#request(signal), {
			clock,
			signal,
			retries,
			onRetry: () => undefined,
		});
	}

	async #request(signal: AbortSignal): Promise<string> {
		const sentAt = this.#host.now();
		const answer = await this.#send(signal);
		if (answer.status !== 200) throw this.#failure(answer);
		const body = parseJson(answer.body);
		const token = isObject(body) ? text(body, 'access_token') : '';
		if (!isObject(body) || !isTokenText(token)) {
			const shown = { status: answer.status, body: '', secrets: [] };
			throw unreadableAnswer(shown, 'it holds no access token.', body === undefined);
		}
		const seconds = count(body, 'expires_in');
		const lifeMs = Math.min(seconds === undefined ? defaultLifeMs : seconds * 1000, longestLifeMs);
		this.#current = { token, renewAt: sentAt + Math.max(lifeMs - renewEarlyMs, lifeMs / 2) };
		this.#issued = [token, ...this.#issued].slice(0, 3);
		return token;
	}

	#send(signal: AbortSignal): Promise<HttpResponse> {
		const body = new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: this.#account.clientId,
			client_secret: this.#clientSecret,
		}).toString();
		const headers = {
			accept: 'application/json',
			'content-type': 'application/x-www-form-urlencoded',
		};
		const url = tokenUrl(this.#account, this.#path);
		return sendOnce(
			this.#host,
			{ method: 'POST', url, headers, body, timeoutMs, maxBytes },
			signal,
		);
	}

	#failure({ status, body }: HttpResponse): Error {
		const { countryCode } = this.#account;
		const answer = { status, body, secrets: this.secrets };
		return tokenFailure(answer, { countryCode, now: this.#host.now() });
	}
}

/** A header's value must hold no white space or control characters. */
function isTokenText(token: string): boolean {
	return /^[\x21-\x7E]+$/.test(token);
}

function untilCancelled<T>(shared: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const forget = onAbort(signal, () => reject(cancelled()));
		shared.then(resolve, reject).finally(forget);
	});
}
