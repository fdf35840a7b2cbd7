import type { SearchPage } from '../orders/order.ts';

/** What one reading of all pages of a listing adds up to. */
export interface Tally {
	/** Entries on the pages. */
	received: number;
	/** The same, where one that shifted from a page to a later one counts once. */
	entries: number;
	/** Different orders among them: an order may be told in several entries. */
	orders: number;
	/** Of these, orders that had been read before this reading. */
	known: number;
	/** What the first and the latest page said of how many there are. */
	firstTotal: number;
	latestTotal: number;
	/** Whether a page told a smaller total than the one before it: then entries may have been skipped. */
	hasShrunk: boolean;
	/** Entries that an earlier page had as well: the list has moved between the two. */
	repeats: number;
	/** Whether a page was met that adds nothing: nothing follows. */
	hasEnd: boolean;
}

export function newTally(): Tally {
	return {
		...{ received: 0, entries: 0, orders: 0, known: 0, repeats: 0, firstTotal: 0, latestTotal: 0 },
		...{ hasShrunk: false, hasEnd: false },
	};
}

/**
 * Notes a page: what it says of the whole, and how many of its entries an earlier page had. One past
 * the end says that nothing was found, which says nothing of the whole.
 */
export function notePage(tally: Tally, { orders, ordersFound }: SearchPage, repeats: number): void {
	const hasGrown = ordersFound > tally.latestTotal;
	tally.received += orders.length;
	tally.entries += orders.length - repeats;
	// Some servers give their last page again and again; a list that grew gives one again as well.
	if (repeats === orders.length && !hasGrown) tally.hasEnd = true;
	else tally.repeats += repeats;
	if (orders.length === 0 && ordersFound === 0) return;
	if (tally.latestTotal === 0) tally.firstTotal = ordersFound;
	else if (!hasGrown && ordersFound !== tally.latestTotal) tally.hasShrunk = true;
	tally.latestTotal = ordersFound;
}

/**
 * How many entries still follow, as far as is known. The total may count entries or orders, so
 * where these differ one more is expected until a page is empty.
 */
export function missingEntries({ received, entries, orders, latestTotal, hasEnd }: Tally): number {
	if (hasEnd) return 0;
	const missing = Math.max(0, latestTotal - received);
	return entries === orders ? missing : Math.max(1, missing);
}

/**
 * Whether a reading found everything there is. Where the total counts orders, an entry that was
 * skipped leaves them complete if the order has another, so then nothing may have moved.
 */
export function isWhole(tally: Tally): boolean {
	const { entries, orders, latestTotal, repeats, hasShrunk, hasEnd } = tally;
	if (hasShrunk) return false;
	if (entries === orders) return entries === latestTotal;
	return hasEnd && (entries === latestTotal || (orders === latestTotal && repeats === 0));
}

/** How many entries were added at the front after page 1 was read, and are all that is missing. */
export function addedMeanwhile({ entries, firstTotal, latestTotal, hasShrunk }: Tally): number {
	const hasOnlyGrown = !hasShrunk && entries >= firstTotal && latestTotal > firstTotal;
	return hasOnlyGrown ? Math.max(0, latestTotal - entries) : 0;
}
