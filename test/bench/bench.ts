import { startSimulator, type Application, type Simulator } from '@ingram-orders/simulator';
import { core } from './clients/core.ts';
import type { ReadOrders } from './clients/client.ts';
import { getToken } from './clients/http.ts';
import { intervalQueue } from './clients/interval-queue.ts';
import { sequentialLoop } from './clients/sequential-loop.ts';
import { earliestEnd, windowCalls, windowMs } from './limit.ts';
import { lookUpTable } from './look-up-requests.ts';
import { measureLatency } from './measure-latency.ts';
import { measureReadingCost } from './reading-cost.ts';
import { scaledClock, timeScale } from './scaled-clock.ts';
import { watchTable } from './watch-requests.ts';

const pageSize = 10;
const inFlight = 6;
const serverLatency = 1000;
const pageCounts = [1, 10, 60, 150, 300];

/** How much of the window is left when a client starts: enough to use all its calls. */
const phases = [0.9, 0.5, 0.3];

const clients: Readonly<Record<string, ReadOrders>> = {
	core,
	'sequential loop': sequentialLoop,
	'p-queue': intervalQueue,
};

interface Result {
	client: string;
	pages: number;
	/** Part of the window that was left. */
	left: number;
	/** Time taken, as a multiple of the earliest possible end at the number in flight of the peers. */
	ratio: number;
	/** The same with any number in flight. */
	ratioAtAny: number;
	refused: number;
	lost: number;
}

// First, while this process has done nothing else that its compiler would have to allow for.
const maxReadingRatio = 2.5;
const cost = measureReadingCost(100_000);
const readingRatio = cost.rowsMs / cost.parseMs;
const isCheap = readingRatio <= maxReadingRatio;
print(
	`From bytes to rows, ${cost.orders.toLocaleString('en-US')} orders in ${cost.megabytes.toFixed(0)} MB: ` +
		`${cost.rowsMs.toFixed(0)} ms, ${readingRatio.toFixed(2)} times JSON.parse of the same bytes; ` +
		`target ${maxReadingRatio}: ${isCheap ? 'met' : 'MISSED'}\n`,
);

print(
	`Windows of ${windowMs / 1000} s pass in ${windowMs / 1000 / timeScale} s; ${windowCalls} calls each, ` +
		`${inFlight} side by side, ${serverLatency} ms at the server.\n`,
);
print(
	line([
		...['pages', 'window left', 'client', `/ limit at ${inFlight}`, '/ limit at any'],
		...['429s', 'orders lost'],
	]),
);
// Once without counting, so that no client pays for being the first to be compiled.
for (const [name, readOrders] of Object.entries(clients)) await measure(name, readOrders, 60, 0.9);

const results: Result[] = [];
for (const pages of pageCounts) {
	for (const left of phases) {
		for (const [name, readOrders] of Object.entries(clients)) {
			const result = await measureRepeatedly(name, readOrders, pages, left);
			results.push(result);
			const { client, refused, lost } = result;
			const ratios = [result.ratio.toFixed(2), result.ratioAtAny.toFixed(2)];
			print(line([pages, `${left * 100} %`, client, ...ratios, refused, lost]));
		}
	}
}
const ours = results.filter(({ client }) => client === 'core');
const worst = Math.max(...ours.map(({ ratio }) => ratio));
const isOnTarget = worst <= 1.1 && ours.every(({ refused, lost }) => refused === 0 && lost === 0);
print(
	`\ncore: at most ${worst.toFixed(2)} times the limit; target 1.10, no 429, nothing lost: ${isOnTarget ? 'met' : 'MISSED'}`,
);

const onHold = 40;
const watch = await watchTable([1000, 10_000, 50_000], onHold);
print(
	`\nRequests a poll with ${onHold} suborders on hold, on average, and as a share of reading all orders:\n`,
);
print(watch.lines.join('\n'));
print(`\nholds only: at most 5 requests a poll: ${watch.isOnTarget ? 'met' : 'MISSED'}`);

const lookUps = await lookUpTable([1000, 3000, 50_000]);
print(
	'\n500 purchase orders looked up within 60 calls a minute, together and with one call each:\n',
);
print(lookUps.lines.join('\n'));
print(
	`\ntogether: at most the pages or the numbers, and one request more: ${lookUps.isOnTarget ? 'met' : 'MISSED'}`,
);
process.exitCode = isOnTarget && isCheap && watch.isOnTarget && lookUps.isOnTarget ? 0 : 1;

/** The median of several runs, where a run is so short that a busy machine would decide; else of one. */
async function measureRepeatedly(
	client: string,
	readOrders: ReadOrders,
	pages: number,
	left: number,
): Promise<Result> {
	const runs: Result[] = [];
	for (let run = 0; run < (pages <= windowCalls ? 3 : 1); run++) {
		runs.push(await measure(client, readOrders, pages, left));
	}
	return {
		client,
		pages,
		left,
		ratio: median(runs.map(({ ratio }) => ratio)),
		ratioAtAny: median(runs.map(({ ratioAtAny }) => ratioAtAny)),
		refused: Math.max(...runs.map(({ refused }) => refused)),
		lost: Math.max(...runs.map(({ lost }) => lost)),
	};
}

/** One client on a server of its own, so that its windows and refusals are its own. */
async function measure(
	client: string,
	readOrders: ReadOrders,
	pages: number,
	left: number,
): Promise<Result> {
	const simulator = await startSimulator({
		orders: pages * pageSize,
		documentedOrders: false,
		timeScale,
		latencyMs: serverLatency,
		applications: [application('client'), application('latency')],
	});
	try {
		const latency = await measureLatency(simulator.origin, application('latency'), {
			pageSize,
			inFlight: Math.min(inFlight, pages),
		});
		const token = await getToken(simulator.origin, application('client'));
		await untilLeft(simulator, left * windowMs);
		const untilReset = windowMs - (simulator.now() % windowMs);
		const startedAt = performance.now();
		const orderNumbers = await readOrders({
			origin: simulator.origin,
			application: application('client'),
			token,
			pages,
			pageSize,
			clock: scaledClock(7000),
			inFlight,
		});
		const taken = (performance.now() - startedAt) * timeScale;
		const situation = { pages, remaining: windowCalls, untilReset, latency };
		const expected = new Set(simulator.orders.map(({ orderNumber }) => orderNumber));
		return {
			client,
			pages,
			left,
			ratio: taken / earliestEnd({ ...situation, inFlight }),
			ratioAtAny: taken / earliestEnd({ ...situation, inFlight: Infinity }),
			refused: simulator.violations.reduce((sum, { violations }) => sum + violations, 0),
			lost: expected.size - new Set(orderNumbers).size,
		};
	} finally {
		await simulator.close();
	}
}

function median(values: readonly number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** Waits until so many milliseconds of the present window are left. */
async function untilLeft(simulator: Simulator, leftMs: number): Promise<void> {
	const now = windowMs - (simulator.now() % windowMs);
	const wait = (now - leftMs + windowMs) % windowMs;
	await scaledClock(0).sleep(wait, new AbortController().signal);
}

function application(clientId: string): Application {
	return {
		clientId,
		clientSecret: 'bench-secret',
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
	};
}

function line(cells: readonly (string | number)[]): string {
	const widths = [6, 12, 16, 13, 15, 6, 12];
	return cells.map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join(' ');
}

function print(text: string): void {
	process.stdout.write(`${text}\n`);
}
