import { orderKey, subOrderKey } from '../orders/identity.ts';
import { mergeOrders, withoutRepeats, withoutSubOrders } from '../orders/merge.ts';
import type { Order, SearchPage } from '../orders/order.ts';

/** What one reading of all pages of a query added up to. */
export interface Reading {
	/** Entries on the pages; one that shifted from a page to a later one counts once. */
	entries: number;
	/** Of these, entries of orders that had been read before. */
	known: number;
	/** What the first and the latest page said of how many entries there are. */
	firstTotal: number;
	latestTotal: number;
	/** Whether a page told a smaller total than the one before it: then entries may have been skipped. */
	hasShrunk: boolean;
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
	#reading = newReading();

	/** How many orders have been read, each once. */
	get size(): number {
		return this.#subOrders.size;
	}

	/** Begins another reading of a query's pages; the result grows as pages are taken. */
	startReading(): Reading {
		this.#entriesOfEarlierPages = new Set();
		this.#reading = newReading();
		return this.#reading;
	}

	/**
	 * Takes a page and gives the orders that are new. The last one is held back until the next page
	 * or `rest`, as its other suborders may follow there. A known order with new suborders is given
	 * with these alone.
	 */
	take(page: SearchPage): Order[] {
		noteTotal(this.#reading, page);
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

/** Whether a reading found everything there is. */
export function isWhole({ entries, latestTotal, hasShrunk }: Reading): boolean {
	return !hasShrunk && entries === latestTotal;
}

/** How many entries were added at the front after page 1 was read, and are all that is missing. */
export function addedMeanwhile(reading: Reading): number {
	const { entries, firstTotal, latestTotal, hasShrunk } = reading;
	const hasOnlyGrown = !hasShrunk && entries >= firstTotal && latestTotal > firstTotal;
	return hasOnlyGrown ? Math.max(0, latestTotal - entries) : 0;
}

function newReading(): Reading {
	return { entries: 0, known: 0, firstTotal: 0, latestTotal: 0, hasShrunk: false };
}

/** A page past the end says that nothing was found, which tells nothing of the whole. */
function noteTotal(reading: Reading, { orders, ordersFound }: SearchPage): void {
	if (orders.length === 0 && ordersFound === 0) return;
	if (reading.latestTotal === 0) reading.firstTotal = ordersFound;
	else if (ordersFound < reading.latestTotal) reading.hasShrunk = true;
	reading.latestTotal = ordersFound;
}
