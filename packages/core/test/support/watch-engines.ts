import type { PollOutcome } from '@ingram-orders/core';

export type Complete = Extract<PollOutcome, { kind: 'complete' }>;

/** How a host keeps the state of a watch. */
export type Engine =
	/** n8n classic: in memory until the process ends; saved with items. */
	| 'n8n-classic'
	/** n8n's durable scheduler: loaded anew at each poll; what came of a poll without items is forgotten. */
	| 'n8n-durable'
	/** The same with durable cursors: always saved. */
	| 'n8n-cursors'
	/** Always saved; a kill may lose the last save. */
	| 'node-red';

export const engines: readonly Engine[] = ['n8n-classic', 'n8n-durable', 'n8n-cursors', 'node-red'];

/** What becomes of a complete poll. */
export type Ending =
	/** The items are handed on and the state is kept, as the engine does it. */
	| 'kept'
	/** The host drops the items and the state. */
	| 'dropped'
	/** The process ends in an orderly way after the poll. */
	| 'restart'
	/** It is killed once all is kept, once the items are handed on, or before. */
	| 'killed'
	| 'killed-before-save'
	| 'killed-before-items';

/** A state as it was kept, and what the test knows to have been told by then. */
export interface Kept<T> {
	stored: unknown;
	known: T;
}

/** What a host keeps, and where. */
export class StateKeeper<T> {
	readonly engine: Engine;
	/** Survives the process. */
	#saved: Kept<T>;
	/** What is saved next, where a save is late. */
	#unsaved: Kept<T> | undefined;
	/** While the process lives. */
	#inMemory: Kept<T>;

	constructor(engine: Engine, nothing: T) {
		this.engine = engine;
		this.#saved = { stored: undefined, known: nothing };
		this.#inMemory = this.#saved;
	}

	/** What a poll is given. */
	get stored(): unknown {
		return this.engine === 'n8n-durable' || this.engine === 'n8n-cursors'
			? copyOf(this.#saved.stored)
			: this.#inMemory.stored;
	}

	/** A poll came to its end while the process lives. */
	keep({ items, state }: Complete, known: T): void {
		const kept = { stored: state, known };
		const hasItems = items.length > 0;
		this.#inMemory = kept;
		if (this.engine === 'node-red') {
			this.#saved = this.#unsaved ?? this.#saved;
			this.#unsaved = kept;
		} else if (hasItems || this.engine === 'n8n-cursors') {
			this.#saved = { stored: copyOf(state), known };
		}
	}

	/**
	 * The process ends.
	 * @returns what the next one begins with
	 */
	end(isOrderly: boolean, losesLastSave: boolean): T {
		if (this.#unsaved && (isOrderly || !losesLastSave)) this.#saved = this.#unsaved;
		this.#unsaved = undefined;
		this.#inMemory = { ...this.#saved, stored: copyOf(this.#saved.stored) };
		return this.#saved.known;
	}

	/** Something else is kept. */
	replace(stored: unknown, known: T): void {
		this.#saved = { stored, known };
		this.#inMemory = this.#saved;
		this.#unsaved = undefined;
	}
}

function copyOf(stored: unknown): unknown {
	return stored === undefined ? undefined : JSON.parse(JSON.stringify(stored));
}
