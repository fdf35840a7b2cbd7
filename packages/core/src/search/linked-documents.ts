import type { IngramClient } from '../client.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { IngramError } from '../errors/ingram-error.ts';
import { checkLink } from '../links/check-link.ts';
import { getLinkedDocument } from '../links/follow-link.ts';
import type { Run } from '../run.ts';
import type { JsonObject } from '../v5/read-json.ts';

/** Failures that concern one document alone: there is no such invoice (any more), or it cannot be read. */
const concernsOneDocument = new Set([
	'NOT_FOUND',
	'REQUEST_REFUSED',
	'INVALID_INPUT',
	'UNREADABLE_ANSWER',
]);

/**
 * Fetches linked documents for one page of items, equal links once.
 * A document that is not to be had is null, and named to `onMissing`; other failures end the run.
 */
export class LinkedDocuments {
	readonly #client: IngramClient;
	readonly #run: Run;
	readonly #signal: AbortSignal;
	readonly #onMissing: (link: string, error: IngramError) => void;
	readonly #asked = new Map<string, Promise<JsonObject | null>>();

	/** @param signal ends all fetches of these items */
	constructor(
		client: IngramClient,
		run: Run,
		signal: AbortSignal,
		onMissing: (link: string, error: IngramError) => void,
	) {
		this.#client = client;
		this.#run = run;
		this.#signal = signal;
		this.#onMissing = onMissing;
	}

	/** The document behind a link; null without a link. */
	get(link: string): Promise<JsonObject | null> {
		if (link === '') return Promise.resolve(null);
		let asked = this.#asked.get(link);
		if (!asked) {
			asked = this.#fetch(link);
			this.#asked.set(link, asked);
		}
		return asked;
	}

	async #fetch(link: string): Promise<JsonObject | null> {
		try {
			const checked = checkLink(link, this.#client.account);
			if ('problem' in checked) throw invalidInput([checked.problem]);
			return await getLinkedDocument(this.#client, checked.link, this.#run, this.#signal);
		} catch (error) {
			if (!(error instanceof IngramError) || !concernsOneDocument.has(error.code)) throw error;
			this.#onMissing(link, error);
			return null;
		}
	}
}
