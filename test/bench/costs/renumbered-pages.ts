import { pageSize, simulatedPages } from './simulated-pages.ts';

/** Pages that are made once and used again and again, under other numbers. */
const differentPages = 20;

/** A generated order number; customer numbers hold a 1, which generated numbers never do. */
const orderNumber = /(20-[2-9A-HJ-NP-Z]{5})/;

/** A page cut at its order numbers: text, the place of an order on the page, text, and so on. */
type Cut = readonly (string | number)[];

/**
 * Gives any page of a search that finds so many different orders. Each is made when it is asked for, so
 * that however many there are, they take no memory.
 */
export function renumberedPages(orders: number): (pageNumber: number) => string {
	const cuts = simulatedPages(differentPages * pageSize).map((page) => cut(page, orders));
	return (pageNumber) => {
		const first = (pageNumber - 1) * pageSize;
		const parts = cuts[pageNumber % cuts.length] ?? [];
		return parts.map((part) => (typeof part === 'number' ? numberOf(first + part) : part)).join('');
	};
}

function cut(page: string, orders: number): Cut {
	const places = new Map<string, number>();
	return page
		.replace(/"ordersfound":"\d+"/, `"ordersfound":"${orders}"`)
		.split(orderNumber)
		.map((part, index) => {
			if (index % 2 === 0) return part;
			const place = places.get(part) ?? places.size;
			places.set(part, place);
			return place;
		});
}

/** Another number of the usual length for each of the first 32 million indexes. */
function numberOf(index: number): string {
	return `20-${(32 ** 4 + index).toString(32).toUpperCase()}`;
}
