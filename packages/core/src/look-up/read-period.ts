import { wholeOrders } from '../orders/merge.ts';
import { OrdersByNumber } from '../orders/numbers-of.ts';
import type { Order } from '../orders/order.ts';
import type { Listed } from '../reading/read-listing.ts';
import { listingsOf, readAll, type LookUpContext } from './read-all.ts';

/** So few numbers never take more requests one by one than the pages of a period and one more. */
const fewNumbers = 2;

/** The orders of a period that were asked for, each whole. */
export interface PeriodRead {
	orders: OrdersByNumber;
	/** What could not be read whole. */
	missing: Listed[];
	pages: number;
}

/**
 * Reads the period of the criteria once, where that takes fewer requests than so many numbers one by
 * one; page 1 tells. Without a start nothing is read, as the period may be anything.
 * @param isAskedFor which of the orders to keep
 * @returns undefined where the numbers are cheaper one by one
 */
export async function readPeriod(
	context: LookUpContext,
	numbers: number,
	isAskedFor: (order: Order) => boolean,
): Promise<PeriodRead | undefined> {
	if (context.criteria.createdAfter === undefined || numbers <= fewNumbers) return undefined;
	const reading = readAll(context, listingsOf(context));
	const entries: Order[] = [];
	let pages = 0;
	let step = await reading.next();
	if (!step.done && step.value.pages > numbers) {
		await reading.return([]);
		return undefined;
	}
	for (; !step.done; step = await reading.next()) {
		({ pages } = step.value);
		entries.push(...step.value.orders.filter(isAskedFor));
	}
	return { orders: new OrdersByNumber(wholeOrders(entries)), missing: step.value, pages };
}
