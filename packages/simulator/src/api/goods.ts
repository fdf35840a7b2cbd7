import type { SubOrder } from '../data/order.ts';
import { createRandom, seedFor } from '../random.ts';

/** What a suborder delivers. */
export interface Goods {
	readonly partNumber: string;
	readonly description: string;
	readonly quantity: number;
	readonly unitCents: number;
}

/** Always the same for the same suborder number, so that order details and invoice agree. */
export function goodsOf(subOrderNumber: string): Goods {
	const random = createRandom(seedFor(0, subOrderNumber));
	const part = 1000 + random.below(9000);
	return {
		partNumber: `TST${part}`,
		description: `TEST PRODUCT ${part}`,
		quantity: 1 + random.below(5),
		unitCents: 199 + random.below(50_000),
	};
}

const currencies: Readonly<Record<string, string>> = { UK: 'GBP', CH: 'CHF', HU: 'HUF', SE: 'SEK' };

/** Currency of one of the document's countries. */
export function currencyOf(countryCode: string): string {
	return currencies[countryCode] ?? 'EUR';
}

/** Whole cents as a text with two decimals. */
export function money(cents: number): string {
	return (cents / 100).toFixed(2);
}

/** What a suborder costs, in cents. */
export function totalCents({ subOrderNumber }: SubOrder): number {
	const { unitCents, quantity } = goodsOf(subOrderNumber);
	return unitCents * quantity;
}
