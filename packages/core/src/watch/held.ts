import type { HoldCodes, Observed } from './events.ts';

/** A suborder that was on hold when it was last seen. */
export interface Held extends HoldCodes {
	/** See `observe`. */
	key: string;
	orderNumber: string;
	subOrderNumber: string;
	customerOrderNumber: string;
	entryTimestamp: string;
	/** When the poll ran that first saw this hold, in seconds since 1970. */
	since: number;
	/** Which hold of the suborder this is, from 1. */
	hold: number;
	/** How often its status or reason has changed within this hold. */
	changes: number;
	/** For so many hours and fewer it was told, or need not be told, as overdue. */
	overdueHours: number;
	/** How many look-ups running could not find it. */
	missed: number;
}

/** How far a hold has got. */
export type HoldProgress = Pick<Held, 'since' | 'hold' | 'changes' | 'overdueHours' | 'missed'>;

export function toHeld({ key, order, subOrder }: Observed, progress: HoldProgress): Held {
	const { since, hold, changes, overdueHours, missed } = progress;
	return {
		key,
		orderNumber: order.orderNumber,
		subOrderNumber: subOrder?.subOrderNumber ?? '',
		customerOrderNumber: order.customerOrderNumber,
		entryTimestamp: order.entryTimestamp,
		statusCode: subOrder?.statusCode ?? '',
		holdReasonCode: subOrder?.holdReasonCode ?? '',
		...{ since, hold, changes, overdueHours, missed },
	};
}

/** A suborder that cannot be found any more, as it was last seen; but it holds nothing up now. */
export function goneNow(held: Held): Observed {
	const { key, orderNumber, customerOrderNumber, entryTimestamp, subOrderNumber } = held;
	const { statusCode, holdReasonCode } = held;
	const subOrder = {
		...{ subOrderNumber, statusCode, status: '', holdReasonCode, holdReason: '' },
		...{ onHold: false, links: [], raw: {} },
	};
	const order = {
		...{ orderNumber, customerOrderNumber, entryTimestamp },
		...{ subOrders: [subOrder], links: [], raw: {} },
	};
	return { key, order, subOrder };
}
