import type { Order, SubOrder } from '../data/order.ts';
import { createRandom, seedFor } from '../random.ts';
import { goodsOf } from './goods.ts';

/** How a suborder travels. Days are `YYYY-MM-DD`. */
export interface Shipment {
	readonly carrierCode: string;
	readonly carrierName: string;
	readonly warehouseId: string;
	readonly trackingNumbers: readonly string[];
	/** One for each piece. */
	readonly serialNumbers: readonly string[];
	readonly shippedOn: string;
	readonly expectedOn: string;
}

const dayMs = 86_400_000;

/** Always the same for the same order and suborder number. */
export function shipmentOf({ entryTimestamp }: Order, { subOrderNumber }: SubOrder): Shipment {
	const random = createRandom(seedFor(1, subOrderNumber));
	const digits = (length: number): string =>
		Array.from({ length }, () => String(random.below(10))).join('');
	const { quantity } = goodsOf(subOrderNumber);
	return {
		carrierCode: 'TC',
		carrierName: 'TEST CARRIER',
		warehouseId: '10',
		trackingNumbers: Array.from({ length: 1 + random.below(2) }, () => digits(12)),
		serialNumbers: Array.from({ length: quantity }, () => `SN${digits(8)}`),
		shippedOn: dayAfter(entryTimestamp, 1),
		expectedOn: dayAfter(entryTimestamp, 4),
	};
}

function dayAfter(timestamp: string, days: number): string {
	return new Date(Date.parse(timestamp) + days * dayMs).toISOString().slice(0, 10);
}
