import { isHoldStatus } from '@ingram-orders/core';
import type { Order, SubOrder } from '../../src/orders/order.ts';
import { compare, type Compared, type Parts, type Seen } from '../../src/watch/compare.ts';
import { observe } from '../../src/watch/identity.ts';
import type { WatchState } from '../../src/watch/state.ts';

export const hourMs = 60 * 60 * 1000;
export const dayMs = 24 * hourMs;

/** When the first poll of a test runs. */
export const start = Date.UTC(2026, 0, 15, 12);

/** Status and hold reason of a suborder, e.g. `C/CC`; `/` has neither. */
export type Codes = `${string}/${string}`;

/** An order with a suborder for each of the codes, entered five days before the first poll unless said. */
export function orderWith(
	orderNumber: string,
	codes: readonly Codes[],
	changes: Partial<Order> = {},
): Order {
	return {
		orderNumber,
		customerOrderNumber: `PO-${orderNumber}`,
		entryTimestamp: '2026-01-10T12:00:00Z',
		subOrders: codes.map((each, index) => subOrderWith(`${orderNumber}-${index + 1}1`, each)),
		links: [],
		raw: {},
		...changes,
	};
}

function subOrderWith(subOrderNumber: string, codes: Codes): SubOrder {
	const [statusCode = '', holdReasonCode = ''] = codes.split('/');
	return {
		...{ subOrderNumber, statusCode, status: '', holdReasonCode, holdReason: '' },
		onHold:
			isHoldStatus(statusCode) || (holdReasonCode !== '' && !'FIV'.includes(statusCode || '-')),
		links: [],
		raw: {},
	};
}

export function entered(time: number): { entryTimestamp: string } {
	return { entryTimestamp: new Date(time).toISOString().replace('.000Z', 'Z') };
}

/** Everything that a poll saw; all of the lookback of 30 days has been swept unless something else is said. */
function seenOf(orders: readonly Order[], changes: Partial<Seen> = {}): Seen {
	const at = changes.at ?? start;
	return {
		at,
		account: 'account',
		series: '',
		observed: new Map(orders.flatMap(observe).map((observed) => [observed.key, observed])),
		absent: new Set(),
		horizon: at - 30 * dayMs,
		unswept: [],
		...changes,
	};
}

/** Keys of all suborders of orders. */
export function keysOf(...orders: readonly Order[]): string[] {
	return orders.flatMap(observe).map(({ key }) => key);
}

/** A watch that compares one poll after the other, an hour apart. */
export class Comparing {
	state: WatchState | undefined;
	at = start - hourMs;
	last: Compared | undefined;
	readonly parts: Parts;

	constructor(parts: Partial<Parts> = {}) {
		this.parts = {
			...{ created: false, statuses: false, tellFirst: false },
			isFoundAtOnce: ({ subOrder }) => isHoldStatus(subOrder?.statusCode ?? ''),
			...parts,
		};
	}

	/** What is told of a poll: the events' names with their suborders. */
	poll(orders: readonly Order[], seen: Partial<Seen> = {}, parts: Partial<Parts> = {}): string[] {
		this.at = seen.at ?? this.at + hourMs;
		this.last = compare(this.state, seenOf(orders, { at: this.at, ...seen }), {
			...this.parts,
			...parts,
		});
		this.state = this.last.state;
		return this.last.events.map(
			({ event, now }) => `${event} ${now.subOrder?.subOrderNumber ?? now.order.orderNumber}`,
		);
	}

	/** The ids of the last poll's events. */
	get ids(): string[] {
		return this.last?.events.map(({ eventId }) => eventId) ?? [];
	}
}
