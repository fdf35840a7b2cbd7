import { createWorld, search } from '../../../packages/core/test/support/simulated-world.ts';
import { count } from '../report/figures.ts';
import type { Findings } from '../section.ts';

const orderCounts = [1000, 3000, 10_000, 20_000, 50_000];
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

/** What it takes to look up several purchase orders among so many orders. */
export async function lookUpRequests(progress: (text: string) => void): Promise<Findings> {
	const costs: { orders: number; pages: number; together: Cost; alone: Cost }[] = [];
	for (const orders of orderCounts) {
		progress(`Look-ups: ${count(orders)} orders`);
		costs.push({
			orders,
			pages: Math.ceil(orders / 100),
			together: await lookUp(orders, { createdAfter: startAt - (days + 1) * dayMs }),
			alone: await lookUp(orders, {}),
		});
	}
	return {
		tables: [
			{
				title: `${numbers} purchase orders looked up within 60 calls a minute`,
				rows: [
					['orders', 'pages', 'together', 'seconds', 'one call each', 'seconds'],
					...costs.map(({ orders, pages, together, alone }) => [
						...[count(orders), String(pages)],
						...[String(together.requests), together.seconds.toFixed(0)],
						...[String(alone.requests), alone.seconds.toFixed(0)],
					]),
				],
			},
		],
		targets: [
			{
				says: 'Looked up together: as many found, with at most one request more than there are pages, or numbers',
				// Page 1 may be read in vain, to know how many there are.
				isMet: costs.every(
					({ pages, together, alone }) =>
						together.requests <= Math.min(numbers, pages) + 1 && together.found === alone.found,
				),
			},
		],
		plots: [
			{
				file: 'requests-of-look-ups',
				title: `Looking up ${numbers} purchase orders`,
				xLabel: 'orders in the period',
				yLabel: 'requests',
				curves: [
					{
						name: 'together',
						points: costs.map(({ orders, together }) => ({ x: orders, y: together.requests })),
					},
					{
						name: 'one call each',
						points: costs.map(({ orders, alone }) => ({ x: orders, y: alone.requests })),
					},
				],
			},
		],
	};
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
