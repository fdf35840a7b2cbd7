import { groupBy } from './group-by.ts';
import type { Held } from './held.ts';

/** An order to be asked for by its number. */
export interface LookUp {
	/** Stands for it from poll to poll. */
	name: string;
	orderNumber: string;
	/** Where it has no number. */
	customerOrderNumber: string;
	/** Its suborders that were on hold, and have not been seen in this poll. */
	held: readonly Held[];
}

/** What decides which orders are looked up. */
export interface Unseen {
	/** What was on hold, and has not been seen in this poll; what was seen last longest ago first. */
	held: readonly Held[];
	/** Whether a suborder would be on the lists of holds if it were still on hold. */
	isExpectedOnLists: (held: Held) => boolean;
	/** Whether the sweep reads this entry time. */
	isSwept: (enteredAt: number) => boolean;
	/** What the sweep does not read is looked up once in so many polls; 0: one order a poll. */
	every: number;
	/** How often look-ups have failed, by their names. */
	failures: ReadonlyMap<string, number>;
}

/**
 * The look-ups of a poll before its sweep: what has left the lists of holds, what could not be found
 * or looked up in the last poll, and in turns what is held by its reason alone where no sweep reads.
 */
export function dueLookUps({
	held,
	isExpectedOnLists,
	isSwept,
	every,
	failures,
}: Unseen): LookUp[] {
	const all = lookUpsOf(held);
	const isUrgent = ({ name, held: missing }: LookUp) =>
		failures.has(name) || missing.some((each) => each.missed > 0 || isExpectedOnLists(each));
	const urgent = all.filter(isUrgent);
	const beyondSweep = all.filter(
		(lookUp) =>
			!isUrgent(lookUp) &&
			lookUp.held.some(({ entryTimestamp }) => !isSwept(Date.parse(entryTimestamp))),
	);
	const turns = every === 0 ? 1 : Math.ceil(beyondSweep.length / every);
	return failedLast([...urgent, ...beyondSweep.slice(0, turns)], failures);
}

/** One look-up for each order. */
export function lookUpsOf(held: readonly Held[]): LookUp[] {
	return groupBy(held, nameOf).map((ofOrder) => {
		const [first] = ofOrder;
		const { orderNumber, customerOrderNumber } = first;
		return {
			name: nameOf(first),
			orderNumber,
			customerOrderNumber: orderNumber === '' ? customerOrderNumber : '',
			held: ofOrder,
		};
	});
}

/** What failed goes to the back of the queue. */
function failedLast(lookUps: readonly LookUp[], failures: ReadonlyMap<string, number>): LookUp[] {
	const count = ({ name }: LookUp) => failures.get(name) ?? 0;
	return [...lookUps].sort((one, other) => count(one) - count(other));
}

function nameOf({ orderNumber, customerOrderNumber }: Held): string {
	return orderNumber === '' ? `by ${customerOrderNumber}` : `order ${orderNumber}`;
}
