import path from 'node:path';
import { count } from '../report/figures.ts';
import { runAlone } from '../own-process.ts';
import type { Findings } from '../section.ts';
import type { ReadingCost } from './measure-reading.ts';

const program = path.join(import.meta.dirname, 'measure-reading.ts');

const orderCounts = [1000, 10_000, 100_000];

/** What the core makes of an answer costs so many times as much as parsing it. */
const maxRatio = 2.5;

/** How much more an order may cost in a long list than in a short one: what a busy machine does to both. */
const maxGrowth = 1.3;

/** The way from the bytes of all pages to rows, beside `JSON.parse` of the same bytes. */
export async function reading(progress: (text: string) => void): Promise<Findings> {
	const costs: ReadingCost[] = [];
	for (const orders of orderCounts) {
		progress(`From bytes to rows: ${count(orders)} orders`);
		const { reports } = await runAlone(program, [orders]);
		costs.push(reports[0] as ReadingCost);
	}
	const ratios = costs.map(({ ratio }) => ratio);
	const worst = Math.max(...ratios);
	const growth = worst / Math.min(...ratios);
	return {
		tables: [
			{
				title: 'From bytes to rows',
				rows: [
					['orders', 'MB', 'JSON.parse, µs an order', 'core, µs an order', 'core / JSON.parse'],
					...costs.map((cost) => [
						count(cost.orders),
						(cost.bytes / 1e6).toFixed(1),
						perOrder(cost, cost.parseMs).toFixed(1),
						perOrder(cost, cost.rowsMs).toFixed(1),
						cost.ratio.toFixed(2),
					]),
				],
			},
		],
		targets: [
			{
				says: `From bytes to rows: at most ${maxRatio} times JSON.parse (${worst.toFixed(2)})`,
				isMet: worst <= maxRatio,
			},
			{
				says: `The ratio is the same for short and long lists, within ${maxGrowth} times (${growth.toFixed(2)})`,
				isMet: growth <= maxGrowth,
			},
		],
		plots: [
			{
				file: 'reading',
				title: 'From bytes to rows',
				xLabel: 'orders',
				yLabel: 'processor time, µs an order',
				curves: [
					{ name: 'core', points: costs.map((cost) => point(cost, cost.rowsMs)) },
					{ name: 'JSON.parse', points: costs.map((cost) => point(cost, cost.parseMs)) },
				],
			},
		],
	};
}

/** Microseconds. */
function perOrder({ orders }: ReadingCost, ms: number): number {
	return (1000 * ms) / orders;
}

function point(cost: ReadingCost, ms: number): { x: number; y: number } {
	return { x: cost.orders, y: perOrder(cost, ms) };
}
