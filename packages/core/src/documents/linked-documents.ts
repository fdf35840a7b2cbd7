import { documentRequest } from '../api/documents.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { JsonObject } from '../json.ts';
import type { IngramClient } from '../requests/client.ts';
import type { Run } from '../requests/run.ts';
import { checkLink } from './check-link.ts';

/** Failures that concern one document alone: there is no such invoice (any more), or it cannot be read. */
const concernsOneDocument = new Set([
	'NOT_FOUND',
	'REQUEST_REFUSED',
	'INVALID_INPUT',
	'UNREADABLE_ANSWER',
]);

/**
 * Fetches linked documents for one page of items, equal links once.
 * A document that cannot be fetched is null, and named to `onMissing`; other failures end the run.
 */
export class LinkedDocuments {
	readonly #client: IngramClient;
	readonly #run: Run;
	readonly #onMissing: (link: string, error: IngramError) => void;
	readonly #asked = new Map<string, Promise<JsonObject | null>>();

	constructor(
		client: IngramClient,
		run: Run,
		onMissing: (link: string, error: IngramError) => void,
	) {
		this.#client = client;
		this.#run = run;
		this.#onMissing = onMissing;
	}

	/**
	 * The document behind a link; null without a link.
	 * @param signal ends the fetches of all items
	 */
	get(link: string, signal: AbortSignal): Promise<JsonObject | null> {
		if (link === '') return Promise.resolve(null);
		let asked = this.#asked.get(link);
		if (!asked) {
			asked = this.#fetch(link, signal);
			this.#asked.set(link, asked);
		}
		return asked;
	}

	async #fetch(link: string, signal: AbortSignal): Promise<JsonObject | null> {
		try {
			const checked = checkLink(link, this.#client.account);
			if ('problem' in checked) throw invalidInput([checked.problem]);
			return await this.#client.get(documentRequest(checked.url), this.#run, signal);
		} catch (error) {
			if (!(error instanceof IngramError) || !concernsOneDocument.has(error.code)) throw error;
			this.#onMissing(link, error);
			return null;
		}
	}
}
