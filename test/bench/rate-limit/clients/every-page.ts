import type { Assignment } from './client.ts';
import type { Page } from './http.ts';

/**
 * Gets page 1, which tells how many there are, and then all others at once: how many of them go side
 * by side is for `read` to decide. A page that cannot be had is lost.
 */
export async function everyPage(
	{ pageSize }: Assignment,
	read: (pageNumber: number) => Promise<Page>,
): Promise<string[]> {
	const first = await read(1);
	const pages = Math.ceil(first.total / pageSize);
	const numbers = Array.from({ length: pages - 1 }, (_, index) => index + 2);
	const rest = await Promise.allSettled(numbers.map(read));
	const orderNumbers = rest.map((page) =>
		page.status === 'fulfilled' ? page.value.orderNumbers : [],
	);
	return [...first.orderNumbers, ...orderNumbers.flat()];
}
