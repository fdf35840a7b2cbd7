import {
	eachWithDocuments,
	type Linked,
	type LinkedContext,
} from '../documents/linked-documents.ts';
import { orderKey } from '../orders/identity.ts';
import type { OrderLink } from '../orders/order.ts';
import { toOrderItem, toRows, type Codes, type SubOrderRow } from '../orders/rows.ts';
import { eventNames, type EventName, type HoldCodes, type WatchEvent } from './events.ts';
import { groupBy } from './group-by.ts';
import type { Telling } from './plan.ts';
import type { WatchState } from './state.ts';

/** What each item of a watch begins with. */
export interface EventHead {
	event: EventName;
	/** The same when the same event has to be told again, and never the same for two events. */
	eventId: string;
	/** ISO 8601 UTC: when the poll saw it. */
	seenAt: string;
	/** ISO 8601 UTC: polls since then had failed, so this may be told late. */
	missedSince?: string;
}

/** How a suborder was before, and for how long it has been on hold. */
export interface EventChange {
	/** All four are `''` where it was not known before. */
	previousStatusCode: string;
	previousStatusDescription: string;
	previousHoldReasonCode: string;
	previousHoldReasonDescription: string;
	/** ISO 8601 UTC of the poll that first saw the present or just ended hold; `''` if never on hold. */
	onHoldSince: string;
	/** With one decimal; null if never on hold. */
	onHoldHours: number | null;
	/** Only where the suborder cannot be found any more. */
	gone?: true;
}

export type EventRow = SubOrderRow & EventChange & Linked;

type EventSubOrder = Omit<
	EventRow,
	'orderNumber' | 'customerOrderNumber' | 'entryTimestamp' | 'ageDays'
>;

/** One item of a watch. */
export type EventItem =
	| (EventHead & EventRow)
	| (EventHead & {
			orderNumber: string;
			customerOrderNumber: string;
			entryTimestamp: string;
			ageDays: number | null;
			onHold: boolean;
			links: OrderLink[];
			subOrders: EventSubOrder[];
	  });

/** What items are made with. */
export interface ItemContext {
	codes: Codes;
	/** After the poll. */
	state: WatchState;
	missedSince?: number;
	linked: Omit<LinkedContext, 'wanted'>;
	/**
	 * The documents of events by their ids. They are kept until the events are told: where a poll has
	 * no time for all of them, the next one goes on.
	 */
	documents: Map<string, Linked>;
}

/** The items of the events that are to be told, in their order. */
export async function toEventItems(
	events: readonly WatchEvent[],
	telling: Telling,
	context: ItemContext,
): Promise<EventItem[]> {
	const told = events.filter((event) => isTold(event, telling));
	// Another event of the same poll may have ended the hold.
	const since = new Map(
		events.flatMap(({ now, heldSince }) => (heldSince === undefined ? [] : [[now.key, heldSince]])),
	);
	const plain = told.map((event) => ({
		event,
		row: toEventRow(event, event.heldSince ?? since.get(event.now.key), context),
	}));
	const rows = await eachWithDocuments(
		plain,
		{ ...context.linked, wanted: telling.includeLinked },
		async ({ event, row }, documents) => {
			const known = context.documents.get(event.eventId);
			if (known) return { event, row: { ...row, ...known } };
			const complete = await documents.addTo(row);
			context.documents.set(event.eventId, linkedOf(complete));
			return { event, row: complete };
		},
	);
	if (telling.output === 'suborders') {
		return rows.map(({ event, row }) => ({
			...headOf(event.event, event.eventId, context),
			...row,
		}));
	}
	return groupBy(rows, ({ event }) => orderKey(event.now.order))
		.flatMap((ofOrder) =>
			eventNames.map((name) => ofOrder.filter(({ event }) => event.event === name)),
		)
		.filter((group) => group.length > 0)
		.map((group) => toOrderEvent(group, context));
}

function linkedOf({ order, invoice }: Linked): Linked {
	return { ...(order !== undefined && { order }), ...(invoice !== undefined && { invoice }) };
}

/** Told when the suborder meets the filters now or met them before. */
function isTold({ event, now, before }: WatchEvent, telling: Telling): boolean {
	const meets = (codes: HoldCodes | undefined) =>
		(telling.orderStatus.size === 0 || telling.orderStatus.has(codes?.statusCode ?? '')) &&
		(telling.holdReason.size === 0 || telling.holdReason.has(codes?.holdReasonCode ?? ''));
	return (
		telling.events.has(event) && (meets(now.subOrder) || (before !== undefined && meets(before)))
	);
}

function headOf(event: EventName, eventId: string, context: ItemContext): EventHead {
	const { missedSince } = context;
	return {
		event,
		eventId,
		seenAt: new Date(context.state.polledAt).toISOString(),
		...(missedSince !== undefined && { missedSince: new Date(missedSince).toISOString() }),
	};
}

function toEventRow(
	event: WatchEvent,
	heldSince: number | undefined,
	{ codes, state }: ItemContext,
): EventRow {
	const { now, before, isGone } = event;
	const subOrders = now.subOrder ? [now.subOrder] : [];
	const [row] = toRows({ ...now.order, subOrders }, codes, state.polledAt);
	if (!row) throw new Error('An order gives at least one row.');
	const since = heldSince ?? (state.held.get(now.key)?.since ?? NaN) * 1000;
	const wasHeld = !Number.isNaN(since);
	return {
		...row,
		previousStatusCode: before?.statusCode ?? '',
		previousStatusDescription: before ? codes.orderStatus.describe(before.statusCode) : '',
		previousHoldReasonCode: before?.holdReasonCode ?? '',
		previousHoldReasonDescription: before ? codes.holdReason.describe(before.holdReasonCode) : '',
		onHoldSince: wasHeld ? new Date(since).toISOString() : '',
		onHoldHours: wasHeld ? hoursBetween(since, state.polledAt) : null,
		...(isGone && { gone: true as const }),
	};
}

/** One item for an order and an event, with the suborders that it is about. */
function toOrderEvent(
	group: readonly { event: WatchEvent; row: EventRow }[],
	context: ItemContext,
): EventItem {
	const [first] = group;
	if (!first) throw new Error('A group has at least one event.');
	const { event, now } = first.event;
	const { orderNumber, customerOrderNumber, entryTimestamp, ageDays, onHold, links } = toOrderItem(
		now.order,
		context.codes,
		context.state.polledAt,
	);
	// Each part of the id is that of one suborder's event, so the whole is as unique as they are.
	const eventId = group.map((one) => one.event.eventId).join(' ');
	return {
		...headOf(event, eventId, context),
		...{ orderNumber, customerOrderNumber, entryTimestamp, ageDays, onHold, links },
		subOrders: group.map(({ row }) => withoutOrder(row)),
	};
}

/** The order's own fields are told once, beside its suborders. */
function withoutOrder(row: EventRow): EventSubOrder {
	const rest: EventSubOrder & Partial<EventRow> = { ...row };
	delete rest.orderNumber;
	delete rest.customerOrderNumber;
	delete rest.entryTimestamp;
	delete rest.ageDays;
	return rest;
}

function hoursBetween(from: number, to: number): number {
	return Math.round(Math.max(0, to - from) / 360_000) / 10;
}
