/** Order numbers and customer order numbers that are asked for, each once; an empty list is no filter. */
export interface Numbers {
	orderNumber: readonly string[];
	customerOrderNumber: readonly string[];
}

/** Which of the two numbers of an order. */
export type NumberField = keyof Numbers;

/** How many numbers of a kind one search takes. */
export const maxNumbers = 10_000;

/** One spelling for every way a number is written: blanks around it and letter case do not count. */
export function foldNumber(number: string): string {
	return number.trim().toUpperCase();
}

/** Whether more than one order number, or more than one customer order number, is asked for. */
export function areSeveral({ orderNumber, customerOrderNumber }: Numbers): boolean {
	return orderNumber.length > 1 || customerOrderNumber.length > 1;
}

/** The list by which an order is looked up: the shorter one, where both are given; the other is a filter. */
export function leadingField({ orderNumber, customerOrderNumber }: Numbers): NumberField {
	if (orderNumber.length === 0) return 'customerOrderNumber';
	const isShorter =
		customerOrderNumber.length > 0 && customerOrderNumber.length < orderNumber.length;
	return isShorter ? 'customerOrderNumber' : 'orderNumber';
}
