import type { Order, SubOrder } from '../orders/order.ts';

/** What can be told of orders, in the order in which it is told of one suborder. */
export const eventNames = [
	'orderCreated',
	'statusChanged',
	'holdPlaced',
	'holdChanged',
	'holdReleased',
	'holdOverdue',
] as const;

export type EventName = (typeof eventNames)[number];

/** A suborder as it was read, with the order it belongs to. */
export interface Observed {
	/** Of the suborder, see `observe`. */
	key: string;
	order: Order;
	/** Undefined for an order without suborders. */
	subOrder: SubOrder | undefined;
}

/** Status and hold reason at one moment. */
export interface HoldCodes {
	statusCode: string;
	holdReasonCode: string;
}

/** Something that happened to a suborder between two complete polls. */
export interface WatchEvent {
	event: EventName;
	/** The same whenever this event is told, and of no other one. */
	eventId: string;
	/** What is known of the suborder now; only its numbers where it is gone. */
	now: Observed;
	/** Where it was known before. */
	before?: HoldCodes;
	/** When the poll ran that first saw the present or just ended hold, in milliseconds since 1970. */
	heldSince?: number;
	/** Whether the suborder cannot be found any more. */
	isGone: boolean;
}
