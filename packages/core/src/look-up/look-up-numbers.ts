import { wholeOrders } from '../orders/merge.ts';
import { orderKey } from '../orders/identity.ts';
import type { Order } from '../orders/order.ts';
import { leadingField, type NumberField, type Numbers } from '../input/numbers.ts';
import { numberFilter } from '../orders/numbers-of.ts';
import { readInOrder } from '../reading/read-in-order.ts';
import type { Listed, ReadPage } from '../reading/read-listing.ts';
import { maxConcurrency } from '../requests/rate-limit/pace.ts';
import type { Run } from '../requests/run.ts';
import { listingsOf, readAll, type LookUpContext } from './read-all.ts';
import { readPeriod, type PeriodRead } from './read-period.ts';

/** Orders of some of the numbers, each whole, and what is known by then. */
export interface LookedUp extends ReadPage {
	/** The numbers that these are all orders of, as they were asked for. */
	numbers: readonly string[];
}

/**
 * Looks up several numbers, in their order. Given a start, whichever takes fewer requests: each number
 * on its own, or the pages of the period once. Without a start nothing is read that was not asked for.
 * @param period what is known of the period already, where it was read for others as well
 * @returns what could not be read whole
 */
export async function* lookUpNumbers(
	context: LookUpContext,
	numbers: Numbers,
	period?: PeriodRead,
): AsyncGenerator<LookedUp, Listed[], undefined> {
	const field = leadingField(numbers);
	const isAskedFor = numberFilter(numbers);
	const read = period ?? (await readPeriod(context, numbers[field].length, isAskedFor));
	if (!read) return yield* readEach(context, field, numbers[field], isAskedFor);
	const orders = read.orders.of(field, numbers[field]).filter(isAskedFor);
	const { pages } = read;
	yield { orders, numbers: numbers[field], found: orders.length, pages, hasMore: false };
	return read.missing;
}

/** Each number on its own, several side by side. */
async function* readEach(
	context: LookUpContext,
	field: NumberField,
	numbers: readonly string[],
	isAskedFor: (order: Order) => boolean,
): AsyncGenerator<LookedUp, Listed[], undefined> {
	const { run } = context;
	const missing: Listed[] = [];
	// An order number with its branch and without it are two numbers of one order.
	const given = new Set<string>();
	let left = numbers.length;
	const reads = numbers.map((number) => async (signal: AbortSignal) => {
		const own: Run = { ...run, signal, requests: 0 };
		try {
			return await readNumber({ ...context, run: own }, field, number);
		} finally {
			run.requests += own.requests;
		}
	});
	for await (const read of readInOrder(reads, () => maxConcurrency, run.signal)) {
		const orders = read.orders.filter((order) => {
			const isNew = isAskedFor(order) && !given.has(orderKey(order));
			if (isNew) given.add(orderKey(order));
			return isNew;
		});
		missing.push(...read.missing);
		left--;
		const pages = numbers.length;
		yield { orders, numbers: [read.number], found: given.size, pages, hasMore: left > 0 };
	}
	return missing;
}

async function readNumber(context: LookUpContext, field: NumberField, number: string) {
	const reading = readAll(context, listingsOf(context, { [field]: number }));
	const entries: Order[] = [];
	let step = await reading.next();
	for (; !step.done; step = await reading.next()) entries.push(...step.value.orders);
	return { number, orders: wholeOrders(entries), missing: step.value };
}
