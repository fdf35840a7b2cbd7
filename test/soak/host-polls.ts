import type { Order, Simulator } from '@ingram-orders/simulator';
import fc from 'fast-check';
import { faultBesidesTime } from './any-fault.ts';
import { Canary } from './canary.ts';
import { caseOf } from './random-case.ts';

/** An event as a host tells it, as far as this looks at it. */
export interface HostEvent {
	event: string;
	eventId: string;
	subOrderNumber: string;
}

/** A host with a watch of holds, which are to be told when placed, changed and released. */
export interface WatchingHost {
	/** Polls once, and waits until it is over. A long time has gone by where polls rest after an outage. */
	poll(isLongAfter: boolean): Promise<void>;
	/** All events so far. */
	told(): readonly HostEvent[];
	/** All that is kept between polls. */
	kept(): unknown;
	/** Ends in an orderly way, and starts again. */
	restart(): Promise<void>;
}

const codes = [
	{ statusCode: 'C', holdReasonCode: 'CH' },
	{ statusCode: 'C', holdReasonCode: 'CC' },
	{ statusCode: 'S', holdReasonCode: '' },
	{ statusCode: 'D', holdReasonCode: '' },
	{ statusCode: '', holdReasonCode: '' },
	{ statusCode: '', holdReasonCode: '' },
	{ statusCode: 'I', holdReasonCode: '' },
];

const pollCase = fc.record({
	changes: fc.uniqueArray(fc.record({ place: fc.nat(11), codes: fc.constantFrom(...codes) }), {
		...{ maxLength: 3, selector: ({ place }) => place },
	}),
	faults: fc.array(faultBesidesTime, { minLength: 1, maxLength: 2 }),
});

/** Some orders of one shipment each, none of them on hold. */
export function watchedOrders(): Order[] {
	const entryTimestamp = `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 19)}Z`;
	return Array.from({ length: 12 }, (_, index) => ({
		...{ orderNumber: `20-${index}`, customerOrderNumber: `PO-${index}`, entryTimestamp },
		subOrders: [
			{
				...{ subOrderNumber: `20-${index}-11`, statusCode: '', status: '' },
				...{ holdReasonCode: '', holdReason: '' },
			},
		],
	}));
}

/** How many pairs of polls lie between two restarts. */
const pairsUntilRestart = 15;

/**
 * Polls in pairs by a host: orders change, one poll meets faults, and the next one none. By then each
 * change must have been told, once.
 * @returns how many events were told
 * @throws Error with the number of the first pair after which that is not so
 */
export async function pollOften(
	simulator: Simulator,
	{ seed, from, to }: { seed: number; from: number; to: number },
	host: WatchingHost,
): Promise<number> {
	const canary = new Canary();
	const before = host.told().length;
	for (let pair = from; pair <= to; pair++) {
		const known = host.told().length;
		const { changes, faults } = caseOf(pollCase, seed, pair);
		const expected = changes.flatMap((change) => changeOrder(simulator, change));
		for (const fault of canary.echo(faults)) simulator.control.fault(fault);
		await host.poll(false);
		simulator.control.clearFaults();
		await host.poll(true);
		const told = host.told();
		const events = told.slice(known).map((each) => `${each.event} ${each.subOrderNumber}`);
		if (events.sort().join() !== expected.sort().join()) {
			throw new Error(`Pair ${pair}: ${expected.join(', ')} happened; told: ${events.join(', ')}`);
		}
		if (new Set(told.map(({ eventId }) => eventId)).size < told.length) {
			throw new Error(`Pair ${pair}: an event id came twice.`);
		}
		canary.expectAbsent('what was told', told);
		canary.expectAbsent('what is kept', host.kept());
		if (pair % pairsUntilRestart === 0) await host.restart();
	}
	return host.told().length - before;
}

type NewCodes = (typeof codes)[number];

/** Changes an order, and says what is to be told of it. */
function changeOrder(
	simulator: Simulator,
	{ place, codes: now }: { place: number; codes: NewCodes },
): string[] {
	const order = simulator.orders[place];
	const subOrder = order?.subOrders[0];
	if (!order || !subOrder) throw new Error('There is no such order.');
	simulator.control.changeOrder({ orderNumber: order.orderNumber, ...now });
	const wasHeld = isHeld(subOrder);
	const isSame =
		subOrder.statusCode === now.statusCode && subOrder.holdReasonCode === now.holdReasonCode;
	const { subOrderNumber } = subOrder;
	if (!wasHeld) return isHeld(now) ? [`holdPlaced ${subOrderNumber}`] : [];
	if (!isHeld(now)) return [`holdReleased ${subOrderNumber}`];
	return isSame ? [] : [`holdChanged ${subOrderNumber}`];
}

function isHeld({ statusCode }: NewCodes): boolean {
	return ['C', 'D', 'O', 'S'].includes(statusCode);
}
