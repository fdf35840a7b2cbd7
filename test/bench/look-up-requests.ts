import { createWorld, search } from '../../packages/core/test/support/simulated-world.ts';

const dayMs = 24 * 60 * 60 * 1000;
const days = 90;
const numbers = 500;
const latencyMs = 500;
const startAt = Date.UTC(2026, 0, 15, 12);

/** Requests, and seconds until everything is there, within 60 calls a minute. */
interface Cost {
	requests: number;
	seconds: number;
	found: number;
}

/** What it takes to look up 500 purchase orders among so many orders, as a table. */
export async function lookUpTable(
	orderCounts: readonly number[],
): Promise<{ lines: string[]; isOnTarget: boolean }> {
	const lines = [line(['orders', 'pages', 'together', 'seconds', 'one call each', 'seconds'])];
	let isOnTarget = true;
	for (const orders of orderCounts) {
		const pages = Math.ceil(orders / 100);
		const together = await lookUp(orders, { createdAfter: startAt - (days + 1) * dayMs });
		const alone = await lookUp(orders, {});
		lines.push(
			line([
				...[orders.toLocaleString('en-US'), String(pages)],
				...[String(together.requests), together.seconds.toFixed(0)],
				...[String(alone.requests), alone.seconds.toFixed(0)],
			]),
		);
		// Page 1 may be read in vain, to know how many there are.
		const isCheap = together.requests <= Math.min(numbers, pages) + 1;
		isOnTarget &&= isCheap && together.found === alone.found;
	}
	return { lines, isOnTarget };
}

async function lookUp(orders: number, period: { createdAfter?: number }): Promise<Cost> {
	const api = { orders, documentedOrders: false, days };
	const world = createWorld({ api, latencyMs, startAt });
	const every = Math.floor(orders / numbers);
	const asked = world.api.orders.filter((_, index) => index % every === 0).slice(0, numbers);
	const customerOrderNumber = asked.map((order) => order.customerOrderNumber);
	const { items, summary, tookMs } = await world.clock.run(
		search(world, { customerOrderNumber, ...period, output: 'orders', maxWait: 3600 }),
	);
	return { requests: summary.requests, seconds: tookMs / 1000, found: items.length };
}

function line(cells: readonly string[]): string {
	const widths = [8, 7, 10, 9, 15, 9];
	return cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join(' ');
}
