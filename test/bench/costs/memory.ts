import path from 'node:path';
import { runAlone, type Reported } from '../own-process.ts';
import { count, megabytes } from '../report/figures.ts';
import type { Findings } from '../section.ts';
import type { Peak, Sample, WayOfReading } from './measure-memory.ts';

const program = path.join(import.meta.dirname, 'measure-memory.ts');

const fewOrders = 100_000;
const manyOrders = 1_000_000;

/** The heap of each process. */
const maxHeapMegabytes = 128;

/**
 * What a million orders may take that are read a page at a time. The ledger remembers the numbers of
 * orders and shipments in at most 30 bytes each, and these orders have 1.76 shipments on average, which
 * makes 83 MB; the rest is for the pages under way.
 */
const maxMegabytes = 100;

/** How often it is looked at while reading. */
const samples = 100;

const nodeArguments = ['--expose-gc', `--max-old-space-size=${maxHeapMegabytes}`];

/** What a way of reading kept, until all was read or the heap was full. */
interface Kept {
	name: string;
	orders: number;
	samples: Sample[];
	ranOutOfMemory: boolean;
	/** Of a run in which garbage was collected when the process chose to. */
	peakBytes: number | undefined;
}

/** How much memory grows with the number of orders. */
export async function memory(progress: (text: string) => void): Promise<Findings> {
	const measure = async (name: string, way: WayOfReading, orders: number): Promise<Kept> => {
		progress(`Memory: ${name}, ${count(orders)} orders`);
		const { reports, ranOutOfMemory } = await run(way, orders, samples);
		return {
			...{ name, orders, ranOutOfMemory, samples: reports.filter(isSample) },
			peakBytes: ranOutOfMemory ? undefined : await peakOf(way, orders),
		};
	};
	const few = await measure('core, a page at a time', 'pages', fewOrders);
	const paged = await measure('core, a page at a time', 'pages', manyOrders);
	const together = [
		await measure('core, all rows together', 'collect', manyOrders),
		await measure('JSON.parse, all orders together', 'parse', manyOrders),
	];
	const grown = grownBytes(paged) / 1e6;
	return {
		tables: [
			{
				title: `Memory while reading, with a heap of ${maxHeapMegabytes} MB`,
				rows: [
					['reading', 'orders', 'read', 'kept', 'bytes an order', 'peak of the process'],
					...[few, paged, ...together].map(rowOf),
				],
			},
		],
		targets: [
			{
				says: `A page at a time: ${count(manyOrders)} orders take at most ${maxMegabytes} MB (${grown.toFixed(0)})`,
				isMet: !paged.ranOutOfMemory && grown <= maxMegabytes,
			},
		],
		plots: [
			{
				file: 'memory',
				title: `Memory kept while reading, until a heap of ${maxHeapMegabytes} MB is full`,
				xLabel: 'orders read',
				yLabel: 'live memory, MB',
				curves: [paged, ...together].map((kept) => ({
					name: kept.name,
					points: kept.samples
						.filter((sample) => sample.orders > 0)
						.map((sample) => ({ x: sample.orders, y: sample.liveBytes / 1e6 })),
				})),
			},
		],
	};
}

function run(way: WayOfReading, orders: number, samples: number): Promise<Reported> {
	return runAlone(program, [way, orders, samples], nodeArguments);
}

async function peakOf(way: WayOfReading, orders: number): Promise<number | undefined> {
	const { reports } = await run(way, orders, 0);
	return (reports[0] as Peak | undefined)?.peakBytes;
}

function isSample(report: unknown): report is Sample {
	return typeof report === 'object' && report !== null && 'liveBytes' in report;
}

function rowOf(kept: Kept): string[] {
	const { name, orders, samples, ranOutOfMemory, peakBytes } = kept;
	const read = samples.at(-1)?.orders ?? 0;
	const bytes = grownBytes(kept);
	return [
		name,
		count(orders),
		ranOutOfMemory ? `${count(read)}, then out of memory` : 'all',
		megabytes(bytes),
		(bytes / read).toFixed(0),
		peakBytes === undefined ? '' : megabytes(peakBytes),
	];
}

/** What is live in the end and was not at the start. */
function grownBytes({ samples }: Kept): number {
	return (samples.at(-1)?.liveBytes ?? NaN) - (samples[0]?.liveBytes ?? NaN);
}
