import { orderKey, subOrderKey } from '../orders/identity.ts';
import { mergeOrders } from '../orders/merge.ts';
import type { Order, SearchPage, SubOrder } from '../orders/order.ts';
import { hashOf, KeyTable, type KeyHash } from './key-table.ts';
import { newTally, notePage, type Tally } from './tally.ts';

/** An order without suborders is remembered as having this one. */
const noSubOrder = '\nnone';

/** An entry of a page with the hashes of its keys. */
interface Entry {
	order: Order;
	key: KeyHash;
	subOrderKeys: KeyHash[];
}

/**
 * Knows every order that has been given out, so that none is given twice however often it is read,
 * and counts each reading, so that a missing one is noticed. Remembers of each order and suborder
 * only a hash and the page, counted over all readings, that had it last.
 */
export class Ledger {
	readonly #orders = new KeyTable();
	readonly #subOrders = new KeyTable();
	/** Orders of this page, and the last one of the page before. */
	#heldBack: Order[] = [];
	#page = 0;
	#firstPage = 1;
	#tally = newTally();

	/** How many orders have been read, each once. */
	get size(): number {
		return this.#orders.size;
	}

	/** Begins another reading of a listing's pages; the tally grows as pages are taken. */
	startReading(): Tally {
		this.#firstPage = this.#page + 1;
		this.#tally = newTally();
		return this.#tally;
	}

	/**
	 * Takes a page and gives the orders that are new. The last one is held back until the next page
	 * or `rest`, as its other suborders may follow there. A known order with new suborders is given
	 * with these alone.
	 */
	take(page: SearchPage): Order[] {
		this.#page++;
		const entries = page.orders.map(toEntry);
		// A page is of one moment, so only what earlier pages had can be a repeat.
		const repeats = entries.filter((entry) => this.#isRepeat(entry));
		notePage(this.#tally, page, repeats.length);
		for (const entry of entries) this.#enter(entry);
		return this.#release(1);
	}

	/** The order that was held back. */
	rest(): Order[] {
		return this.#release(0);
	}

	/** Another entry of a known order has other suborders; the same one moved may have gained some. */
	#isRepeat({ subOrderKeys }: Entry): boolean {
		return subOrderKeys.some((subOrder) => this.#subOrders.get(subOrder) >= this.#firstPage);
	}

	#enter({ order, key, subOrderKeys }: Entry): void {
		const lastPage = this.#orders.get(key);
		if (lastPage < this.#firstPage) {
			this.#tally.orders++;
			if (lastPage > 0) this.#tally.known++;
		}
		this.#orders.set(key, this.#page);
		const added: SubOrder[] = [];
		subOrderKeys.forEach((subOrderKey, index) => {
			const subOrder = order.subOrders[index];
			if (this.#subOrders.get(subOrderKey) === 0 && subOrder) added.push(subOrder);
			this.#subOrders.set(subOrderKey, this.#page);
		});
		if (lastPage === 0) this.#heldBack.push(withSubOrders(order, added));
		else if (added.length > 0) this.#continue({ ...order, subOrders: added, isContinued: true });
	}

	/** Adds a part to an order that has not been given out yet, else holds it as one of its own. */
	#continue(part: Order): void {
		const key = orderKey(part);
		const index = this.#heldBack.findIndex((order) => orderKey(order) === key);
		const earlier = this.#heldBack[index];
		if (earlier) this.#heldBack[index] = mergeOrders(earlier, part);
		else this.#heldBack.push(part);
	}

	#release(kept: number): Order[] {
		return this.#heldBack.splice(0, this.#heldBack.length - kept);
	}
}

function toEntry(order: Order): Entry {
	const key = hashOf(orderKey(order));
	const subOrderKeys = order.subOrders.map((subOrder) => hashOf(subOrderKey(subOrder), key));
	if (subOrderKeys.length === 0) subOrderKeys.push(hashOf(noSubOrder, key));
	return { order, key, subOrderKeys };
}

function withSubOrders(order: Order, subOrders: readonly SubOrder[]): Order {
	return subOrders.length === order.subOrders.length ? order : { ...order, subOrders };
}
