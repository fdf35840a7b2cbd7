import type { Order } from '../data/order.ts';
import type { SearchSettings } from '../resolve-options.ts';
import type { Found } from './find-orders.ts';

export const defaultPageSize = 25;

/** One page of what was found. */
export interface Page {
	readonly entries: readonly Order[];
	readonly servedSize: number;
	/** The size that the answer tells: by the document the submitted one, whatever is served. */
	readonly toldSize: number;
	/** How many there are on all pages. */
	readonly found: number;
	readonly isLast: boolean;
}

/** Size and number count from 1. */
export function pageOf(
	{ entries, orders }: Found,
	size: number,
	number: number,
	settings: SearchSettings,
): Page {
	const servedSize = settings.fixedPageSize ?? Math.min(size, settings.maxPageSize);
	return {
		entries: entries.slice((number - 1) * servedSize, number * servedSize),
		servedSize,
		toldSize: settings.echoPageSize === 'used' ? servedSize : size,
		found: settings.ordersFound === 'orders' ? orders : entries.length,
		isLast: number * servedSize >= entries.length,
	};
}

/** A whole number of at least 1, or undefined for any other text. */
export function parseCount(text: string): number | undefined {
	return /^0*[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
