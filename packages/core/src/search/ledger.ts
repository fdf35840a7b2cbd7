import { orderKey, subOrderKey } from '../orders/identity.ts';
import { mergeOrders, withoutRepeats, withoutSubOrders } from '../orders/merge.ts';
import type { Order, SearchPage } from '../orders/order.ts';

/** What one reading of all pages of a query added up to. */
export interface Reading {
	/** Entries on the pages; one that shifted from a page to a later one counts once. */
	entries: number;
	/** Of these, entries of orders that had been read before. */
	known: number;
	/** What the pages said of how many entries there are; one number, unless the list changed. */
	totals: Set<number>;
}

/**
 * Knows every order that has been given out, so that none is given twice however often it is read,
 * and counts each reading, so that a missing one is noticed. Holds only keys of what was given.
 */
export class Ledger {
	/** The keys of each order's suborders, as JSON: sets would take several times the memory. */
	readonly #subOrders = new Map<string, string>();
	#heldBack = new Map<string, Order>();
	#entriesOfEarlierPages = new Set<string>();
	#reading: Reading = { entries: 0, known: 0, totals: new Set() };

	/** How many orders have been read, each once. */
	get size(): number {
		return this.#subOrders.size;
	}

	/** Begins another reading of a query's pages; the result grows as pages are taken. */
	startReading(): Reading {
		this.#entriesOfEarlierPages = new Set();
		this.#reading = { entries: 0, known: 0, totals: new Set() };
		return this.#reading;
	}

	/**
	 * Takes a page and gives the orders that are new. The last one is held back until the next page
	 * or `rest`, as its other suborders may follow there. A known order with new suborders is given
	 * with these alone.
	 */
	take(page: SearchPage): Order[] {
		if (page.orders.length > 0 || page.ordersFound > 0) this.#reading.totals.add(page.ordersFound);
		const entries: string[] = [];
		for (const order of page.orders) {
			const key = orderKey(order);
			const subOrders = JSON.stringify(order.subOrders.map(subOrderKey));
			const entry = key + subOrders;
			if (!this.#entriesOfEarlierPages.has(entry)) {
				this.#reading.entries++;
				if (this.#subOrders.has(key)) this.#reading.known++;
			}
			entries.push(entry);
			this.#enter(key, order);
		}
		for (const entry of entries) this.#entriesOfEarlierPages.add(entry);
		return this.#release(1);
	}

	/** The order that was held back. */
	rest(): Order[] {
		return this.#release(0);
	}

	#enter(key: string, order: Order): void {
		const known = this.#knownSubOrders(key);
		const added = known ? withoutSubOrders(order, known) : withoutRepeats(order);
		if (known && added.subOrders.length === 0) return;
		const earlier = this.#heldBack.get(key);
		this.#heldBack.set(key, earlier ? mergeOrders(earlier, added) : added);
		const keys = [...(known ?? []), ...added.subOrders.map(subOrderKey)];
		this.#subOrders.set(key, JSON.stringify(keys));
	}

	#knownSubOrders(key: string): ReadonlySet<string> | undefined {
		const known = this.#subOrders.get(key);
		return known === undefined ? undefined : new Set(JSON.parse(known) as string[]);
	}

	#release(kept: number): Order[] {
		const orders = [...this.#heldBack];
		const released = orders.splice(0, orders.length - kept);
		this.#heldBack = new Map(orders);
		return released.map(([, order]) => order);
	}
}

/** Whether a reading found everything there is, in a list that did not change meanwhile. */
export function isWhole({ entries, totals }: Reading): boolean {
	const [total = 0] = totals;
	return totals.size <= 1 && entries === total;
}
