import fc from 'fast-check';
import type { ModelEntry } from './model-listing.ts';
import { timestamp } from './model-lists.ts';
import type { ModelWorld } from './model-world.ts';

/** Something that happens to a list just before the server answers its nth call (from 1). */
export interface Change {
	beforeCall: number;
	kind: 'insert' | 'insert-first' | 'delete' | 'move' | 'gain-and-move' | 'gain' | 'finish';
	/** Where, counted round the list. */
	place: number;
	/** Where to, for what moves. */
	to: number;
	count: number;
}

/**
 * Kinds of change that go together. A reader notices them by the totals that pages name. No reader
 * could, if between two answers as many entries were added behind a place as were removed before it.
 */
const families: readonly (readonly Change['kind'][])[] = [
	['insert', 'insert-first'],
	['delete', 'finish'],
	['insert-first', 'delete', 'finish'],
	['move', 'gain-and-move', 'gain'],
];

/** Some changes of one family. */
export const changes: fc.Arbitrary<Change[]> = fc
	.constantFrom(...families)
	.chain((kinds) => fc.array(changeOf(kinds), { minLength: 1, maxLength: 4 }));

/** A change that takes nothing away. */
export const harmlessChange = changeOf(['insert', 'insert-first', 'move', 'gain-and-move', 'gain']);

function changeOf(kinds: readonly Change['kind'][]): fc.Arbitrary<Change> {
	return fc.record({
		beforeCall: fc.oneof(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 20 })),
		kind: fc.constantFrom(...kinds),
		place: fc.nat(400),
		to: fc.nat(400),
		count: fc.integer({ min: 1, max: 3 }),
	});
}

/** A status that no criteria ask for. */
const finished = 'W';

/**
 * Lets changes happen to a world's list when their time has come.
 * @returns all entries that have ever been on the list; grows as they come
 */
export function planChanges(world: ModelWorld, changes: readonly Change[]): Set<ModelEntry> {
	const known = new Set(world.state.entries);
	changes.forEach((change, index) => {
		world.onCall(change.beforeCall, () => {
			const now = world.clock.now() + world.rules.clockAheadMs;
			const entries = changeList(world.state.entries, change, now, `N${index}`);
			world.state = { ...world.state, entries };
			for (const entry of entries) known.add(entry);
		});
	});
	return known;
}

/**
 * The list after a change.
 * @param now milliseconds since 1970 by the server's clock
 * @param name goes into the numbers of new orders and suborders
 */
function changeList(
	entries: readonly ModelEntry[],
	change: Change,
	now: number,
	name: string,
): ModelEntry[] {
	const { kind, count } = change;
	const place = change.place % Math.max(1, entries.length);
	switch (kind) {
		case 'insert':
		case 'insert-first':
			return entries.toSpliced(kind === 'insert' ? place : 0, 0, ...newOrders(count, now, name));
		case 'delete':
			return entries.toSpliced(place, count);
		case 'move':
		case 'gain-and-move': {
			const [entry] = entries.slice(place, place + 1);
			if (!entry) return [...entries];
			const moved = kind === 'move' ? entry : withOneMore(entry, name);
			return entries.toSpliced(place, 1).toSpliced(change.to % entries.length, 0, moved);
		}
		case 'gain':
			return entries.map((entry, index) => (index === place ? withOneMore(entry, name) : entry));
		case 'finish':
			return entries.map((entry, index) =>
				index >= place && index < place + count ? finish(entry) : entry,
			);
	}
}

function newOrders(count: number, now: number, name: string): ModelEntry[] {
	return Array.from({ length: count }, (_, index) => ({
		orderNumber: `20-${name}${index}`,
		customerOrderNumber: `PO-${name}${index}`,
		entryTimestamp: timestamp(now),
		subOrders: [{ number: '11', statusCode: index % 2 === 0 ? 'C' : '', holdReasonCode: '' }],
	}));
}

/** An entry without suborders that gains one cannot be told from another part of the order. */
function withOneMore(entry: ModelEntry, name: string): ModelEntry {
	if (entry.subOrders.length === 0) return entry;
	const gained = { number: name, statusCode: finished, holdReasonCode: '' };
	return { ...entry, subOrders: [...entry.subOrders, gained] };
}

function finish(entry: ModelEntry): ModelEntry {
	const codes = { statusCode: finished, holdReasonCode: '' };
	return { ...entry, subOrders: entry.subOrders.map((each) => ({ ...each, ...codes })) };
}
