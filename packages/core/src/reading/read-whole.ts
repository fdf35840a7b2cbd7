import type { Listing } from '../api/version.ts';
import { IngramError } from '../errors/ingram-error.ts';
import { wholeOrders } from '../orders/merge.ts';
import type { Order } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import type { Run } from '../requests/run.ts';
import { Ledger } from './ledger.ts';
import { readListing, type Listed } from './read-listing.ts';

const everything = { orders: Infinity, pages: () => Infinity };

/**
 * All orders of a listing, each once and with the suborders of all its entries.
 * @throws IngramError `INCOMPLETE` where not all could be read, or of every code but `INVALID_INPUT`
 */
export async function readWhole(
	client: IngramClient,
	run: Run,
	listing: Listing,
): Promise<Order[]> {
	const entries: Order[] = [];
	const reading = readListing({ client, run, ledger: new Ledger() }, listing, everything);
	let step = await reading.next();
	for (; !step.done; step = await reading.next()) entries.push(...step.value.orders);
	if (!step.value.whole) throw incomplete(step.value);
	return wholeOrders(entries);
}

function incomplete({ found, read }: Listed): IngramError {
	return new IngramError({
		code: 'INCOMPLETE',
		message: `The list of orders could not be read whole: Ingram Micro says there are ${String(found)} orders, and ${String(read)} could be read.`,
		remedy: 'Run it again; a watch reads it again at its next poll, and tells nothing before that.',
		retryable: true,
	});
}
