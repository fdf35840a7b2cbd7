import fc from 'fast-check';
import type { WatchedOrder } from './watch-server.ts';
import { watchedOrder } from './watch-world.ts';

/** Something that happens to the orders of a server. A place counts from 0 and wraps around. */
export type OrderChange =
	/** Entered so many milliseconds before it appears. */
	| { kind: 'place'; codes: readonly string[]; lateMs: number; isSplit: boolean }
	/** Another order with the number of one that is there. */
	| { kind: 'reuse'; place: number; codes: readonly string[] }
	| { kind: 'move'; place: number; subOrder: number; codes: string }
	| { kind: 'gain'; place: number; codes: string }
	| { kind: 'delete'; place: number }
	| { kind: 'delete-suborder'; place: number };

/** By status, by reason alone, not on hold, finished with a reason left, and codes that nobody knows. */
const codes = fc.oneof(
	{ weight: 5, arbitrary: fc.constantFrom('C/CC', 'S/', 'D/CH', 'O/CC', 'C/ZZ') },
	{ weight: 2, arbitrary: fc.constantFrom('/CC', '/CH', 'P/9X') },
	{ weight: 5, arbitrary: fc.constantFrom('/', 'W/', 'F/', 'I/CC', 'V/VO', '4/', '/VO') },
);

const place = fc.nat(1000);
const minute = 60_000;
const severalCodes = fc.array(codes, { minLength: 0, maxLength: 3 });

export const orderChange: fc.Arbitrary<OrderChange> = fc.oneof(
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constant('place'),
			codes: severalCodes,
			lateMs: fc.constantFrom(0, 0, 0, minute, 10 * minute, 26 * 60 * minute),
			isSplit: fc.boolean(),
		}),
	},
	{
		weight: 8,
		arbitrary: fc.record({ kind: fc.constant('move'), place, subOrder: place, codes }),
	},
	fc.record({ kind: fc.constant('gain'), place, codes }),
	fc.record({ kind: fc.constant('reuse'), place, codes: severalCodes }),
	fc.record({ kind: fc.constant('delete'), place }),
	fc.record({ kind: fc.constant('delete-suborder'), place }),
);

/** The orders after a change. */
export function applyChange(
	orders: readonly WatchedOrder[],
	change: OrderChange,
	/** By the server's clock, in milliseconds since 1970. */
	now: number,
	/** Of a new order. */
	number: string,
): readonly WatchedOrder[] {
	if (change.kind === 'place') {
		const { isSplit } = change;
		return [...orders, watchedOrder(number, change.codes, now - change.lateMs, { isSplit })];
	}
	const index = orders.length === 0 ? -1 : change.place % orders.length;
	const order = orders[index];
	if (!order) return orders;
	const withOrder = (...changed: readonly WatchedOrder[]) => orders.toSpliced(index, 1, ...changed);
	const withSubOrders = (subOrders: WatchedOrder['subOrders']) =>
		withOrder({ ...order, subOrders });
	switch (change.kind) {
		case 'reuse': {
			const again = watchedOrder(order.orderNumber, change.codes, now, {
				customerOrderNumber: `PO-${number}`,
			});
			return [...orders, again];
		}
		case 'delete':
			return withOrder();
		case 'delete-suborder':
			return withSubOrders(order.subOrders.slice(0, -1));
		case 'gain': {
			const [gained] = watchedOrder('', [change.codes], 0).subOrders;
			if (!gained) return orders;
			return withSubOrders([...order.subOrders, { ...gained, number: `${number}-x` }]);
		}
		case 'move': {
			const moved = change.subOrder % Math.max(1, order.subOrders.length);
			const [statusCode = '', holdReasonCode = ''] = change.codes.split('/');
			return withSubOrders(
				order.subOrders.map((subOrder, at) =>
					at === moved ? { ...subOrder, statusCode, holdReasonCode } : subOrder,
				),
			);
		}
	}
}
