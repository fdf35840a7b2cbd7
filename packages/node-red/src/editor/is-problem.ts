import { IngramError } from '@ingram-orders/core';

/** Whether a check of the core finds fault with this property. */
export function isProblem(property: string, check: () => unknown): boolean {
	try {
		check();
		return false;
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		return thrown.problems?.some(({ name }) => name === property) ?? false;
	}
}
