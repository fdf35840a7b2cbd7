import type { EventName, Observed, WatchEvent } from '../../src/watch/events.ts';
import { observe } from '../../src/watch/identity.ts';
import { inOrderOfEntry, inOrderOfTelling } from '../../src/watch/order-of-entry.ts';
import { entered, orderWith, start } from '../support/watch-seen.ts';

/** Suborders in the order in which they are to be told. */
const inOrder: Observed[] = [
	orderWith('Z', ['/'], { entryTimestamp: 'no date' }),
	orderWith('Y', ['/'], entered(start - 2000)),
	orderWith('A', [], entered(start)),
	orderWith('B', ['/', '/', '/'], entered(start)),
	orderWith('C', ['/'], entered(start)),
	orderWith('A', ['/'], entered(start + 1000)),
].flatMap(observe);

const shuffles = [(all: Observed[]) => all.toReversed(), (all: Observed[]) => all].flatMap((turn) =>
	[0, 1, 2, 3].map((cut) => (all: Observed[]) => turn([...all.slice(cut), ...all.slice(0, cut)])),
);

const nameOf = ({ order, subOrder }: Observed) => subOrder?.subOrderNumber ?? order.orderNumber;

test('those entered first come first, then by the numbers of order and suborder', () => {
	for (const shuffle of shuffles) {
		expect(inOrderOfEntry(shuffle(inOrder)).map(nameOf)).toEqual(inOrder.map(nameOf));
	}
});

test('the events of a suborder stand together, in the order in which they happen', () => {
	const names: EventName[] = ['orderCreated', 'statusChanged', 'holdPlaced', 'holdOverdue'];
	const events = (observed: readonly Observed[], told: readonly EventName[]) =>
		told.flatMap((event) =>
			observed.map((now): WatchEvent => ({ event, eventId: '', now, isGone: false })),
		);
	const expected = inOrder.flatMap((now) => names.map((name) => `${name} ${nameOf(now)}`));
	for (const shuffle of shuffles) {
		for (const told of [names, names.toReversed()]) {
			const sorted = inOrderOfTelling(events(shuffle(inOrder), told));
			expect(sorted.map(({ event, now }) => `${event} ${nameOf(now)}`)).toEqual(expected);
		}
	}
});
