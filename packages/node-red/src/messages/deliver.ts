import { setImmediate as nextTurn } from 'node:timers/promises';
import { invalidInput } from '@ingram-orders/core';
import type { NodeMessage } from 'node-red';
import { nestParts } from './parts.ts';
import { withLast } from './with-last.ts';

/** `array`: one message with everything. `each`: one for every entry. `page`: one for every page. */
export type Delivery = 'array' | 'each' | 'page';

/**
 * The delivery that a flow stores; `array` where it stores none.
 * @throws IngramError `INVALID_INPUT` for any other text
 */
export function readDelivery(value: unknown): Delivery {
	if (value === undefined || value === '') return 'array';
	if (value === 'array' || value === 'each' || value === 'page') return value;
	throw invalidInput([{ name: 'delivery', message: 'Delivery must be array, each or page.' }]);
}

/** What a result is delivered with. */
export interface Outlet {
	/** The message that started the run; its other properties go with every result. */
	incoming: NodeMessage;
	send: (message: NodeMessage) => void;
	/** What is known of the run by now, for `msg.ingram`. */
	summary: () => object;
	clone: (message: NodeMessage) => NodeMessage;
	newId: () => string;
}

/** Sends one message with the whole result. */
export function deliverWhole(payload: unknown, { incoming, send, summary }: Outlet): void {
	incoming.payload = payload;
	incoming['ingram'] = summary();
	send(incoming);
}

/**
 * Sends a message for each page, or for each entry of it, as the pages come, with `msg.parts` for the
 * core join node. Without any entry `page` sends one empty array, and `each` nothing, like the core
 * split node.
 */
export async function deliverParts(
	delivery: 'each' | 'page',
	pages: AsyncIterable<unknown[]>,
	outlet: Outlet,
): Promise<void> {
	// What is replaced anyway is not copied for every message: it may be large.
	const rest = { ...outlet.incoming, payload: undefined, parts: undefined };
	const id = outlet.newId();
	const values = delivery === 'page' ? orEmptyPage(pages) : entriesOf(pages);
	let index = 0;
	for await (const { value, isLast } of withLast<unknown>(values)) {
		const parts = nestParts(outlet.incoming, {
			...{ id, type: 'array', index },
			...(isLast && { count: index + 1 }),
			// The join node reads this on the first part, whatever the length of the others.
			...(delivery === 'page' && { len: Math.max(2, lengthOf(value)) }),
		});
		outlet.send({ ...outlet.clone(rest), payload: value, parts, ingram: outlet.summary() });
		index++;
		// Core nodes such as switch take one message in each turn; faster ones would pile up before them.
		await nextTurn();
	}
}

/** Sends what is known as a whole, as the delivery says. */
export async function deliverEntries(
	delivery: Delivery,
	entries: unknown[],
	outlet: Outlet,
): Promise<void> {
	if (delivery === 'array') deliverWhole(entries, outlet);
	else await deliverParts(delivery, onePage(entries), outlet);
}

// eslint-disable-next-line @typescript-eslint/require-await -- delivery takes pages as they come
async function* onePage(entries: unknown[]): AsyncGenerator<unknown[], void, undefined> {
	yield entries;
}

async function* entriesOf(
	pages: AsyncIterable<unknown[]>,
): AsyncGenerator<unknown, void, undefined> {
	for await (const page of pages) yield* page;
}

async function* orEmptyPage(
	pages: AsyncIterable<unknown[]>,
): AsyncGenerator<unknown[], void, undefined> {
	let isEmpty = true;
	for await (const page of pages) {
		isEmpty = false;
		yield page;
	}
	if (isEmpty) yield [];
}

function lengthOf(value: unknown): number {
	return Array.isArray(value) ? value.length : 1;
}
