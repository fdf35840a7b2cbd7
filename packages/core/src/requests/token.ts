import { cancelled, throwIfCancelled } from '../errors/cancelled.ts';
import { timedOut } from '../errors/connection-failures.ts';
import { unreadableAnswer } from '../errors/unreadable-answer.ts';
import type { Host, HttpRequest } from '../host.ts';
import type { Account } from '../input/account.ts';
import { count, isObject, parseJson, text } from '../json.ts';
import { sendOnce } from './send-once.ts';
import { withTimeLimit } from './time-limit.ts';
import { tokenFailure } from './token-failure.ts';

/** The token endpoint by the document; an older path is still served. */
const documentedPath = '/oauth/oauth30/token';

/** A token is used for no longer than the documented 24 h, in milliseconds. */
const maxLifeMs = 24 * 60 * 60 * 1000;

/** It is renewed this long before it ends, in milliseconds. */
const renewEarlyMs = 60_000;

/** Where an answer names no lifetime, in milliseconds. */
const defaultLifeMs = 60 * 60 * 1000;

/** A token answer is a few hundred bytes. */
const maxBytes = 1_000_000;

/** Tokens that must not be shown: the current one, and those before it that may still be named. */
const rememberedTokens = 3;

/** A fetch under way and how many wait for it. */
interface Fetching {
	token: Promise<string>;
	waiting: number;
	stop: AbortController;
}

/** Gives access tokens: one fetch for all who wait, kept in memory only. It does not repeat what fails. */
export class TokenSource {
	readonly #host: Host;
	readonly #account: Account;
	readonly #clientSecret: string;
	readonly #path: string;
	#current: { token: string; renewAt: number } | undefined;
	#fetching: Fetching | undefined;
	#issued: string[] = [];

	/** @param path of the token endpoint, where it is not the documented one */
	constructor(host: Host, account: Account, clientSecret: string, path = documentedPath) {
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
	 * The current token, fetched or renewed as needed, within `timeoutMs` milliseconds.
	 * @throws IngramError `AUTHENTICATION` when the App ID or the secret is wrong, or as a request
	 */
	async get(timeoutMs: number, signal: AbortSignal): Promise<string> {
		throwIfCancelled(signal);
		if (this.#current && this.#host.now() < this.#current.renewAt) return this.#current.token;
		const fetching = (this.#fetching ??= this.#startFetching(timeoutMs));
		fetching.waiting++;
		try {
			const ended = await withTimeLimit(this.#host, timeoutMs, signal, () => fetching.token);
			if ('done' in ended) return ended.done;
			if (ended.interrupted === 'cancelled') throw cancelled();
			// Whoever started the fetch may wait longer; the next attempt starts another one.
			this.#forget(fetching);
			throw timedOut(this.#account.origin, timeoutMs);
		} finally {
			fetching.waiting--;
			if (fetching.waiting === 0) {
				this.#forget(fetching);
				fetching.stop.abort();
			}
		}
	}

	/** Drops a token that the API refused; a newer one, fetched meanwhile, is kept. */
	drop(refused: string): void {
		if (this.#current?.token === refused) this.#current = undefined;
	}

	/** Shared by all who wait, so it stops only when none of them is left. */
	#startFetching(timeoutMs: number): Fetching {
		const stop = new AbortController();
		return { token: this.#fetch(timeoutMs, stop.signal), waiting: 0, stop };
	}

	#forget(fetching: Fetching): void {
		if (this.#fetching === fetching) this.#fetching = undefined;
	}

	async #fetch(timeoutMs: number, signal: AbortSignal): Promise<string> {
		const sentAt = this.#host.now();
		const sent = await sendOnce(this.#host, this.#request(timeoutMs), signal);
		if ('failure' in sent) throw sent.failure;
		const { answer } = sent;
		if (answer.status !== 200) throw tokenFailure(answer);
		const body = parseJson(answer.body);
		const token = isObject(body) ? text(body, 'access_token') : '';
		if (!isObject(body) || !isTokenText(token)) {
			// The body is not shown: it may hold a token under another name.
			const shown = { status: answer.status, body: '' };
			throw unreadableAnswer(shown, 'it holds no access token.', body === undefined);
		}
		const seconds = count(body, 'expires_in');
		const lifeMs = Math.min(seconds === undefined ? defaultLifeMs : seconds * 1000, maxLifeMs);
		this.#current = { token, renewAt: sentAt + Math.max(lifeMs - renewEarlyMs, lifeMs / 2) };
		this.#issued = [token, ...this.#issued].slice(0, rememberedTokens);
		return token;
	}

	#request(timeoutMs: number): HttpRequest {
		return {
			method: 'POST',
			url: this.#account.origin + this.#path,
			headers: {
				accept: 'application/json',
				'content-type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: this.#account.clientId,
				client_secret: this.#clientSecret,
			}).toString(),
			timeoutMs,
			maxBytes,
		};
	}
}

/** A header's value must hold no white space or control characters. */
function isTokenText(token: string): boolean {
	return /^[\x21-\x7E]+$/.test(token);
}
