import { documentRequest } from '../api/documents.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { JsonObject } from '../json.ts';
import type { DescribedSubOrder } from '../orders/rows.ts';
import type { IngramClient } from '../requests/client.ts';
import type { Run } from '../requests/run.ts';
import { checkLink } from './check-link.ts';
import { eachDocument } from './each-document.ts';

/** The documents that an order links to: its details, and the invoice of a suborder. */
export const linkedDocuments = ['order', 'invoice'] as const;

export type LinkedDocument = (typeof linkedDocuments)[number];

/** Documents behind a suborder's links, where they were asked for; null where there is none. */
export type Linked = Partial<Record<LinkedDocument, JsonObject | null>>;

/** Failures that concern one document alone: there is no such invoice (any more), or it cannot be read. */
const concernsOneDocument = new Set([
	'NOT_FOUND',
	'REQUEST_REFUSED',
	'INVALID_INPUT',
	'UNREADABLE_ANSWER',
]);

/** Where documents are fetched, and which. */
export interface LinkedContext {
	client: IngramClient;
	run: Run;
	wanted: ReadonlySet<LinkedDocument>;
	/** Is told of a document that cannot be fetched. */
	onMissing: (link: string, error: IngramError) => void;
}

/**
 * Does something with each item that adds documents to it, several side by side. Without any wanted
 * documents nothing is fetched. A failure of the service ends all of it.
 */
export async function eachWithDocuments<T>(
	items: readonly T[],
	context: LinkedContext,
	add: (item: T, documents: LinkedDocuments) => Promise<T>,
): Promise<T[]> {
	if (context.wanted.size === 0) return [...items];
	return eachDocument(items, context.run, (signal) => {
		const documents = new LinkedDocuments(context, signal);
		return (item) => add(item, documents);
	});
}

/** Fetches the documents of several items, equal links once. One that cannot be fetched is null. */
export class LinkedDocuments {
	readonly #context: LinkedContext;
	readonly #signal: AbortSignal;
	readonly #asked = new Map<string, Promise<JsonObject | null>>();

	constructor(context: LinkedContext, signal: AbortSignal) {
		this.#context = context;
		this.#signal = signal;
	}

	/** The suborder with the wanted documents in its fields `order` and `invoice`. */
	async addTo<T extends DescribedSubOrder>(subOrder: T): Promise<T & Linked> {
		const { wanted } = this.#context;
		const [order, invoice] = await Promise.all([
			wanted.has('order') ? this.#get(subOrder.orderLink) : undefined,
			wanted.has('invoice') ? this.#get(subOrder.invoiceLink) : undefined,
		]);
		return {
			...subOrder,
			...(order !== undefined && { order }),
			...(invoice !== undefined && { invoice }),
		};
	}

	#get(link: string): Promise<JsonObject | null> {
		if (link === '') return Promise.resolve(null);
		let asked = this.#asked.get(link);
		if (!asked) {
			asked = this.#fetch(link);
			this.#asked.set(link, asked);
		}
		return asked;
	}

	async #fetch(link: string): Promise<JsonObject | null> {
		const { client, run, onMissing } = this.#context;
		try {
			const checked = checkLink(link, client.account);
			if ('problem' in checked) throw invalidInput([checked.problem]);
			return await client.get(documentRequest(checked.url), run, this.#signal);
		} catch (error) {
			if (!(error instanceof IngramError) || !concernsOneDocument.has(error.code)) throw error;
			onMissing(link, error);
			return null;
		}
	}
}
