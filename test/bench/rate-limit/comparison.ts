import type { Curve, Findings, Table, Target } from '../section.ts';
import { clients, sequentialClients, type ClientName } from './clients/index.ts';
import { groupBy } from './group-by.ts';
import { earliestEnd, windowCalls, windowMs } from './limit.ts';
import { measureLatency } from './measure-latency.ts';
import type { Conditions, Run, Task } from './run-client.ts';
import { runClients } from './run-clients.ts';
import { startServers, type Servers } from './servers.ts';
import { serverLatencyMs } from './situations.ts';
import { max, mean, median } from '../statistics.ts';

export const timeScale = 20;

/** What the core has under way at most; every client gets as much. */
export const inFlight = 24;

const pageCounts = [1, 10, 60, 150, 300];
const callsLeft = [60, 20, 0];

/** The orders of a page, as the nodes ask for them. */
const ordersPerPage = 100;

/**
 * Readings that can be over sooner than this are repeated, and count by the median. What a client
 * computes takes as many times as long on a fast clock, so theirs is slower.
 */
const shortMs = 10_000;
const repeatsOfShort = 3;
const shortTimeScale = 2;

/** How many readings go at once: no more than leave processes idle most of the time, so that none holds up another. */
const serversForShort = new Map([
	[1, 64],
	[10, 32],
	[60, 16],
]);
const serversForLong = 24;

export const clientNames = Object.keys(clients).filter(isClient);

function isClient(name: string): name is ClientName {
	return name in clients;
}

/** Compares all clients, started at so many moments of a window. */
export async function compare(phases: number, progress: (text: string) => void): Promise<Findings> {
	const runs: Run[] = [];
	for (const pages of pageCounts) {
		progress(`${pages} pages`);
		runs.push(...(await runAll(pages, phases)));
	}
	return {
		tables: [summaryOf(runs), shortReadings(runs)],
		targets: targetsOf(runs),
		plots: [
			{
				file: 'rate-limit',
				title: 'Time to read all orders, 60 calls a minute (median of all starts)',
				xLabel: 'orders',
				yLabel: 'seconds',
				curves: curvesOf(runs),
			},
		],
	};
}

/** The short readings on slower clocks than the others. */
async function runAll(pages: number, phases: number): Promise<Run[]> {
	const tasks = tasksOf(pages, phases);
	const short = tasks.filter(isShort).flatMap((task) => repeated(task, repeatsOfShort));
	const long = tasks.filter((task) => !isShort(task));
	return [
		...(await runTasks(short, {
			pages,
			count: serversForShort.get(pages) ?? serversForLong,
			timeScale: shortTimeScale,
		})),
		...(await runTasks(long, { pages, count: serversForLong, timeScale })),
	];
}

type ServerOptions = Record<'pages' | 'count' | 'timeScale', number>;

async function runTasks(tasks: readonly Task[], options: ServerOptions): Promise<Run[]> {
	if (tasks.length === 0) return [];
	const servers = await startServers({ situation: 'documented', ...options });
	try {
		const conditions = await prepared(servers, options);
		const runs = await runClients(servers.all, tasks, conditions);
		const cells = groupBy(runs, (run) => JSON.stringify(cellOf(run)));
		return Array.from(cells.values(), medianRun);
	} finally {
		await servers.stop();
	}
}

/** First every client is run a few times, so that none pays for being compiled; only then is the latency taken. */
async function prepared({ all }: Servers, options: ServerOptions): Promise<Conditions> {
	const { pages, timeScale: scale } = options;
	const conditions = { timeScale: scale, inFlight, latency: NaN };
	const [server] = all;
	if (!server) throw new Error('There is no server.');
	const warmUp = tasksOf(pages, 4).filter(({ remaining }) => remaining === windowCalls);
	if (pages <= 10) await runClients(all, warmUp, conditions);
	const latency = await measureLatency(server, scale, Math.min(inFlight, pages));
	return { ...conditions, latency };
}

function tasksOf(pages: number, phases: number): Task[] {
	const lefts = Array.from({ length: phases }, (_, index) => ((index + 0.5) * windowMs) / phases);
	return lefts.flatMap((untilReset) =>
		callsLeft.flatMap((remaining) =>
			clientNames.map((client) => startOf(client, pages, remaining, untilReset)),
		),
	);
}

function isShort({ client, ...task }: Task): boolean {
	const sideBySide = sequentialClients.has(client) ? 1 : inFlight;
	return earliestEnd({ ...task, latency: serverLatencyMs, inFlight: sideBySide }) < shortMs;
}

function repeated(task: Task, times: number): Task[] {
	return Array.from({ length: times }, () => task);
}

function startOf(client: ClientName, pages: number, remaining: number, untilReset: number): Task {
	return { client, pages, remaining, untilReset };
}

/** What repeated runs have in common. */
function cellOf({ client, pages, remaining, planned }: Run) {
	return [client, pages, remaining, planned];
}

/** The run in the middle by its time, with the worst of what any of them did. */
function medianRun(runs: readonly Run[]): Run {
	const inOrder = runs.toSorted((a, b) => a.took / a.limit - b.took / b.limit);
	const [middle] = inOrder.slice(Math.floor(inOrder.length / 2));
	if (!middle) throw new Error('There is no run.');
	return {
		...middle,
		refused: max(runs.map(({ refused }) => refused)),
		wasted: max(runs.map(({ wasted }) => wasted)),
		lost: max(runs.map(({ lost }) => lost)),
	};
}

const of = (client: ClientName) => (run: Run) => run.client === client;

function summaryOf(runs: readonly Run[]): Table {
	const head = [
		...['pages', 'client', `÷ limit at ${inFlight}`, 'worst', '÷ limit at any', 'worst'],
		...['429s', 'wasted calls', 'orders lost'],
	];
	const rows = pageCounts.flatMap((pages) =>
		clientNames.map((client) => {
			const own = runs.filter((run) => run.pages === pages && of(client)(run));
			return [String(pages), client, ...figuresOf(own)];
		}),
	);
	return {
		title: 'All starts: medians and the worst, calls a run on average',
		rows: [head, ...rows],
	};
}

/** Times as multiples of both limits, calls a run, and the share of orders lost at worst. */
export function figuresOf(runs: readonly Run[]): string[] {
	const ratios = runs.map(({ took, limit }) => took / limit);
	const ratiosAtAny = runs.map(({ took, limitAtAny }) => took / limitAtAny);
	const lost = max(runs.map((run) => run.lost / run.pages));
	return [
		...[median(ratios), max(ratios), median(ratiosAtAny), max(ratiosAtAny)].map((ratio) =>
			ratio.toFixed(2),
		),
		mean(runs.map(({ refused }) => refused)).toFixed(1),
		mean(runs.map(({ wasted }) => wasted)).toFixed(1),
		`${(100 * lost).toFixed(0)} %`,
	];
}

/** Page counts at which a client's own speed shows, as windows do not rule. */
const shortCounts = pageCounts.filter((pages) => pages <= 60);

function shortReadings(runs: readonly Run[]): Table {
	const head = ['pages', 'calls left', ...clientNames];
	const rows = shortCounts.flatMap((pages) =>
		callsLeft.map((remaining) => [
			String(pages),
			String(remaining),
			...clientNames.map((client) => {
				const own = startsWith(runs, pages, remaining).filter(of(client));
				const hasLost = own.some(({ lost }) => lost > 0);
				return hasLost ? 'lost orders' : `${(medianTime(own) / 1000).toFixed(2)} s`;
			}),
		]),
	);
	return {
		title: 'Up to 60 pages: time, median of all moments of a window',
		rows: [head, ...rows],
	};
}

function startsWith(runs: readonly Run[], pages: number, remaining: number): Run[] {
	return runs.filter((run) => run.pages === pages && run.remaining === remaining);
}

function medianTime(runs: readonly Run[]): number {
	return median(runs.map(({ took }) => took));
}

const maxRatio = 1.1;
const maxBehindFastest = 1.05;

/** A `Date` header leaves it open for so long, in milliseconds, whether a window is over. */
const dateGrainMs = 1000;

function targetsOf(runs: readonly Run[]): Target[] {
	const ours = runs.filter(of('core'));
	const medians = pageCounts.map((pages) =>
		median(ours.filter((run) => run.pages === pages).map(({ took, limit }) => took / limit)),
	);
	const beyond = ours.map(({ took, limit, untilReset }) => {
		const grainMs = limit > untilReset ? dateGrainMs : 0;
		return (took - grainMs) / limit;
	});
	const refused = max(ours.map((run) => run.refused));
	const lost = max(ours.map((run) => run.lost));
	const behind = max(
		shortCounts.flatMap((pages) =>
			callsLeft.map((remaining) => behindFastest(startsWith(runs, pages, remaining))),
		),
	);
	return [
		{
			says: `core: median time ${max(medians).toFixed(2)} times the limit, at most ${maxRatio.toFixed(2)}`,
			isMet: max(medians) <= maxRatio,
		},
		{
			says:
				`core: at worst ${max(beyond).toFixed(2)} times the limit, at most ${maxRatio.toFixed(2)}, ` +
				'not counting the second for which a Date header leaves a reset open',
			isMet: max(beyond) <= maxRatio,
		},
		{
			says: `core: ${refused} calls refused, ${lost} pages lost`,
			isMet: refused === 0 && lost === 0,
		},
		{
			says: `core: up to 60 pages ${behind.toFixed(2)} times as long as the fastest that loses nothing, at most ${maxBehindFastest}`,
			isMet: behind <= maxBehindFastest,
		},
	];
}

/** The core's time as a multiple of that of the fastest other client that lost nothing. */
function behindFastest(runs: readonly Run[]): number {
	const times = clientNames
		.filter((client) => client !== 'core')
		.map((client) => runs.filter(of(client)))
		.filter((own) => own.every(({ lost }) => lost === 0))
		.map(medianTime);
	return medianTime(runs.filter(of('core'))) / Math.min(...times);
}

/** Whoever loses orders has no time to show. */
function curvesOf(runs: readonly Run[]): Curve[] {
	const complete = clientNames.filter((client) =>
		runs.filter(of(client)).every(({ lost }) => lost === 0),
	);
	const ours = runs.filter(of('core'));
	return [
		...complete.map((client) => curveOf(client, runs.filter(of(client)), ({ took }) => took)),
		curveOf(`limit at ${inFlight}`, ours, ({ limit }) => limit),
		curveOf('limit at any', ours, ({ limitAtAny }) => limitAtAny),
	];
}

function curveOf(name: string, runs: readonly Run[], time: (run: Run) => number): Curve {
	const points = pageCounts.map((pages) => {
		const times = runs.filter((run) => run.pages === pages).map(time);
		return { x: pages * ordersPerPage, y: median(times) / 1000 };
	});
	return { name, points };
}
