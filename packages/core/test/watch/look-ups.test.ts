import type { Held } from '../../src/watch/held.ts';
import { dueLookUps, lookUpsOf } from '../../src/watch/look-ups.ts';
import { isHoldStatus } from '@ingram-orders/core';

/** A held suborder of an order; by its reason alone unless a status is given. */
function heldOf(orderNumber: string, changes: Partial<Held> = {}): Held {
	return {
		key: orderNumber,
		...{ orderNumber, subOrderNumber: `${orderNumber}-11`, customerOrderNumber: 'PO' },
		...{ entryTimestamp: '2026-01-10T12:00:00Z', statusCode: '', holdReasonCode: 'CC' },
		...{ since: 0, hold: 1, changes: 0, overdueHours: 0, missed: 0 },
		...changes,
	};
}

function due(
	held: readonly Held[],
	options: { every?: number; isSwept?: boolean; failures?: Record<string, number> } = {},
): string[] {
	const { every = 12, isSwept = true, failures = {} } = options;
	return dueLookUps({
		...{ held, isExpectedOnLists: ({ statusCode }: Held) => isHoldStatus(statusCode) },
		...{ isSwept: () => isSwept, every },
		failures: new Map(Object.entries(failures)),
	}).map(({ orderNumber, customerOrderNumber }) => orderNumber || customerOrderNumber);
}

test('what has left the lists of holds is looked up, one request an order', () => {
	const held = [
		heldOf('A', { statusCode: 'C' }),
		heldOf('A', { statusCode: 'S', key: 'A2' }),
		heldOf('B', { statusCode: 'C' }),
		heldOf('C'),
	];
	expect(due(held)).toEqual(['A', 'B']);
	expect(lookUpsOf(held).map(({ held: ofOrder }) => ofOrder.length)).toEqual([2, 1, 1]);
});

test('orders without a number are looked up by the customer’s, each of them', () => {
	const held = ['PO-1', 'PO-2'].map((customerOrderNumber) =>
		heldOf('', { statusCode: 'C', customerOrderNumber }),
	);
	expect(due(held)).toEqual(['PO-1', 'PO-2']);
});

test('what failed goes to the back of the queue, the more often the further', () => {
	const held = ['A', 'B', 'C', 'D'].map((number) => heldOf(number, { statusCode: 'C' }));
	const failures = { 'order A': 3, 'order C': 1 };
	expect(due(held, { failures })).toEqual(['B', 'D', 'C', 'A']);
});

test('what is held by its reason alone is left to the sweep, unless it was missed or could not be looked up', () => {
	const held = [heldOf('A'), heldOf('B', { missed: 1 }), heldOf('C')];
	expect(due(held)).toEqual(['B']);
	expect(due(held, { failures: { 'order C': 1 } })).toEqual(['B', 'C']);
});

test('where no sweep reads, it is looked up in turns: each in so many polls, or one a poll', () => {
	const held = Array.from({ length: 30 }, (_, index) => heldOf(`20-${index}`));
	expect(due(held, { isSwept: false, every: 12 })).toEqual(['20-0', '20-1', '20-2']);
	expect(due(held, { isSwept: false, every: 0 })).toEqual(['20-0']);
	expect(due([], { isSwept: false, every: 0 })).toEqual([]);
});

test('an order is looked up where one of its suborders calls for it, by its own number alone', () => {
	const second = { key: 'A2' };
	expect(due([heldOf('A', { missed: 1 }), heldOf('A', second)])).toEqual(['A']);
	expect(due([heldOf('A', { statusCode: 'C' }), heldOf('A', second)])).toEqual(['A']);
	expect(lookUpsOf([heldOf('A')])).toMatchObject([{ orderNumber: 'A', customerOrderNumber: '' }]);
	const [old, recent] = ['2025-01-10T12:00:00Z', '2026-01-10T12:00:00Z'];
	const held = [old, recent].map((entryTimestamp, index) =>
		heldOf('A', { entryTimestamp, key: `A${index}` }),
	);
	const isSwept = (enteredAt: number) => enteredAt > Date.UTC(2025, 5, 1);
	const beyond = { held, isExpectedOnLists: () => false, isSwept, every: 12, failures: new Map() };
	expect(dueLookUps(beyond)).toHaveLength(1);
});
