import { foldNumber, type NumberField, type Numbers } from '../input/numbers.ts';
import type { Order } from './order.ts';

/**
 * The numbers that an order is asked for by, folded. The API also knows an order number without its
 * branch, and without the hyphen behind it (Order Lookup API v5, Query Parameters and its scenarios).
 */
export function numbersOf(order: Order, field: NumberField): string[] {
	const number = foldNumber(order[field]);
	if (field === 'customerOrderNumber') return [number];
	const hyphen = number.indexOf('-');
	return hyphen < 0 ? [number] : [number, number.slice(hyphen + 1), number.replace('-', '')];
}

/** Tells whether an order has one of the numbers of each list. */
export function numberFilter(numbers: Numbers): (order: Order) => boolean {
	const has = (field: NumberField) => {
		const asked = new Set(numbers[field].map(foldNumber));
		return (order: Order) =>
			asked.size === 0 || numbersOf(order, field).some((number) => asked.has(number));
	};
	const hasOrderNumber = has('orderNumber');
	const hasCustomerOrderNumber = has('customerOrderNumber');
	return (order) => hasOrderNumber(order) && hasCustomerOrderNumber(order);
}

/** Finds orders by their numbers. */
export class OrdersByNumber {
	readonly #orders = {
		orderNumber: new Map<string, Order[]>(),
		customerOrderNumber: new Map<string, Order[]>(),
	};

	constructor(orders: readonly Order[]) {
		for (const order of orders) {
			for (const field of ['orderNumber', 'customerOrderNumber'] as const) {
				for (const number of numbersOf(order, field)) this.#add(field, number, order);
			}
		}
	}

	/** The orders of these numbers, in the order of the numbers and each once. */
	of(field: NumberField, numbers: readonly string[]): Order[] {
		const found = numbers.flatMap((number) => this.#orders[field].get(foldNumber(number)) ?? []);
		return [...new Set(found)];
	}

	#add(field: NumberField, number: string, order: Order): void {
		const known = this.#orders[field].get(number);
		if (known) known.push(order);
		else this.#orders[field].set(number, [order]);
	}
}
