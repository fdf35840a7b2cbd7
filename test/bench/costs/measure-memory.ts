import { setTimeout as delay } from 'node:timers/promises';
import { Gates, IngramClient, OrderSearch, planSearch, type Host } from '@ingram-orders/core';
import { endWithParent, report } from '../own-process.ts';
import { account } from './account.ts';
import { renumberedPages } from './renumbered-pages.ts';
import { pageSize } from './simulated-pages.ts';

/**
 * A process of its own: `measure-memory.ts <way of reading> <orders> <samples>`. It reports a `Sample`
 * so many times, which takes `--expose-gc`, and in the end a `Peak`.
 */

/** What was live after a garbage collection, when so many orders had been read. */
export interface Sample {
	orders: number;
	/** On the heap and in typed arrays. */
	liveBytes: number;
}

/** The most memory that the process ever had, as the system counts it. */
export interface Peak {
	peakBytes: number;
}

/** Gives the body of a page, from 1. */
type PageOf = (pageNumber: number) => string;

/** Reads so many orders, and says after each page how many have been read. */
type Read = (pageOf: PageOf, orders: number, onPage: (pages: number) => void) => Promise<void>;

/** The core's rows, a page at a time. */
const byPages: Read = async (pageOf, orders, onPage) => {
	const search = startSearch(pageOf);
	let pages = 0;
	let rows = 0;
	for await (const page of search.pages()) {
		rows += page.length;
		if (++pages < orders / pageSize) onPage(pages);
	}
	onPage(pages);
	checkAllRead(search.summary.ordersReturned, orders);
	if (rows < orders) throw new Error(`There were only ${rows} rows.`);
};

/** The core's rows, all together. */
const together: Read = async (pageOf, orders, onPage) => {
	const search = startSearch(pageOf, (pages) => pages < orders / pageSize && onPage(pages));
	const items = await search.collect();
	onPage(orders / pageSize);
	checkAllRead(search.summary.ordersReturned, orders);
	if (items.length < orders) throw new Error(`There were only ${items.length} rows.`);
};

/** What a script does that adds the orders of each page to a list. */
const byParsing: Read = async (pageOf, orders, onPage) => {
	const collected: unknown[] = [];
	for (let pageNumber = 1; pageNumber <= orders / pageSize; pageNumber++) {
		await nextTurn();
		collected.push(...ordersOf(pageOf(pageNumber)));
		onPage(pageNumber);
	}
	checkAllRead(collected.length, orders);
};

const waysOfReading = { pages: byPages, collect: together, parse: byParsing };

export type WayOfReading = keyof typeof waysOfReading;

endWithParent();
const [, , way = '', orders, samples] = process.argv;
if (!isWay(way)) throw new Error(`There is no way of reading called "${way}".`);
await measure(waysOfReading[way], Number(orders), Number(samples));

function isWay(name: string): name is WayOfReading {
	return name in waysOfReading;
}

/** @param samples how many, evenly; with 0, garbage is collected when the process chooses to */
async function measure(read: Read, orders: number, samples: number): Promise<void> {
	const pageOf = renumberedPages(orders);
	if (samples > 0) report(sampleAt(0));
	const pagesApart = orders / pageSize / samples;
	await read(pageOf, orders, (pages) => {
		if (pages % pagesApart === 0) report(sampleAt(pages * pageSize));
	});
	report({ peakBytes: process.resourceUsage().maxRSS * 1024 } satisfies Peak);
}

function sampleAt(orders: number): Sample {
	if (!globalThis.gc) throw new Error('--expose-gc is missing.');
	globalThis.gc();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return { orders, liveBytes: heapUsed + arrayBuffers };
}

/** A search of the core on a host that answers at once and never refuses. */
function startSearch(pageOf: PageOf, onPage?: (pages: number) => void): OrderSearch {
	const host = hostWith(pageOf);
	const authorization = { byHost: true, secrets: () => [] } as const;
	const client = new IngramClient({ account, host, gates: new Gates(host), authorization });
	return new OrderSearch(client, planSearch({ pageSize }, account, 'UTC'), {
		onProgress: (progress) => {
			if (progress.kind === 'page') onPage?.(progress.page);
		},
	});
}

function hostWith(pageOf: PageOf): Host {
	const headers = {
		'x-ratelimit-limit': '1000000',
		'x-ratelimit-remaining': '1000000',
		'x-ratelimit-reset': '60',
	};
	return {
		async send({ url }) {
			await nextTurn();
			const pageNumber = Number(new URL(url).searchParams.get('pagenumber'));
			return { status: 200, headers, body: pageOf(pageNumber) };
		},
		now: () => Date.now(),
		sleep: async (ms, signal) => {
			await delay(ms, undefined, { signal });
		},
		random: () => Math.random(),
	};
}

/** An answer never comes in the turn of its request. */
function nextTurn(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}

function ordersOf(body: string): unknown[] {
	const answer = JSON.parse(body) as {
		serviceresponse: { ordesearchresponse: { orders: unknown[] } };
	};
	return answer.serviceresponse.ordesearchresponse.orders;
}

function checkAllRead(read: number, orders: number): void {
	if (read !== orders) throw new Error(`${read} of ${orders} orders were read.`);
}
