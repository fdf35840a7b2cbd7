import { isHoldStatus } from '@ingram-orders/core';
import { observe } from '../../src/watch/identity.ts';
import type { WatchedOrder } from './watch-server.ts';

/** What is true of a suborder at one moment: `C/CC`, or that it is not there. */
export type Truth = string;

export const absent: Truth = 'absent';

/** An order's name within a test. */
export function orderIdOf(order: {
	orderNumber: string;
	entryTimestamp: string;
	customerOrderNumber: string;
}): string {
	return `${order.orderNumber} ${order.entryTimestamp} ${order.customerOrderNumber}`;
}

export function isHeld(truth: Truth): boolean {
	if (truth === absent) return false;
	const [statusCode = '', reason = ''] = truth.split('/');
	const isFinished = ['F', 'I', 'V'].includes(statusCode);
	return isHoldStatus(statusCode) || (reason !== '' && reason !== 'VO' && !isFinished);
}

/** Whether it is on the lists of holds. */
export function isListed(truth: Truth): boolean {
	return truth !== absent && isHoldStatus(truth.split('/')[0] ?? '');
}

/** What has been true of each suborder at some moment of a poll. */
export class TruthOfPoll {
	readonly versions: readonly (readonly WatchedOrder[])[];
	readonly #bySubOrder = new Map<string, { enteredAt: number; truths: Set<Truth> }>();

	/** @param versions the orders at the start of the poll, and after each change */
	constructor(versions: readonly (readonly WatchedOrder[])[]) {
		this.versions = versions;
		versions.forEach((orders, version) => {
			for (const order of orders) {
				for (const { number, statusCode, holdReasonCode } of order.subOrders) {
					const id = `${orderIdOf(order)} ${number}`;
					const known = this.#bySubOrder.get(id) ?? {
						enteredAt: Date.parse(order.entryTimestamp),
						truths: new Set(version === 0 ? [] : [absent]),
					};
					known.truths.add(`${statusCode}/${holdReasonCode}`);
					this.#bySubOrder.set(id, known);
				}
			}
		});
		// What was there once and is not in another version.
		const counts = versions.map((orders) => new Set(orders.flatMap(subOrderIdsOf)));
		for (const [id, { truths }] of this.#bySubOrder) {
			if (counts.some((ids) => !ids.has(id))) truths.add(absent);
		}
	}

	get ids(): Iterable<string> {
		return this.#bySubOrder.keys();
	}

	of(id: string): ReadonlySet<Truth> {
		return this.#bySubOrder.get(id)?.truths ?? new Set([absent]);
	}

	/** What was true all the time; undefined where it changed. */
	steady(id: string): Truth | undefined {
		const truths = [...this.of(id)];
		return truths.length === 1 ? truths[0] : undefined;
	}

	/** In milliseconds since 1970; undefined for what was not there. */
	enteredAt(id: string): number | undefined {
		return this.#bySubOrder.get(id)?.enteredAt;
	}
}

function subOrderIdsOf(order: WatchedOrder): string[] {
	return order.subOrders.map(({ number }) => `${orderIdOf(order)} ${number}`);
}

/** The watcher's own keys of an order's suborders. */
export function keysOfSubOrders(order: WatchedOrder): [key: string, id: string][] {
	const subOrders = order.subOrders.map(({ number: subOrderNumber, ...codes }) => ({
		...{ subOrderNumber, ...codes, status: '', holdReason: '' },
		...{ onHold: false, links: [], raw: {} },
	}));
	return observe({ ...order, subOrders, links: [], raw: {} }).map(({ key, subOrder }) => [
		key,
		`${orderIdOf(order)} ${subOrder?.subOrderNumber ?? ''}`,
	]);
}
