import { OrderSearch, planSearch, type WatchInput } from '@ingram-orders/core';
import { testAccount } from '../../../packages/core/test/support/accounts.ts';
import { dayMs, start } from '../../../packages/core/test/support/watch-seen.ts';
import type { WatchedOrder } from '../../../packages/core/test/support/watch-server.ts';
import {
	createWatchWorld,
	SteadyWatch,
	watchedOrder,
} from '../../../packages/core/test/support/watch-world.ts';
import { count } from '../report/figures.ts';
import type { Curve, Findings } from '../section.ts';

const orderCounts = [1000, 2000, 5000, 10_000, 20_000, 50_000];
const onHold = 40;
const lookbackDays = 30;
/** Between two polls of `SteadyWatch`, in milliseconds. */
const intervalMs = 5 * 60_000;

/** A poll that tells of holds alone takes no more than this, however many orders there are. */
const maxOfHolds = 5;

const holdsOnly = 'holds only';
const holds = ['holdPlaced', 'holdReleased'];

/** What a watch is asked to tell, and for how many polls that is measured. */
interface Watch {
	input: WatchInput;
	polls: number;
}

const watches: Readonly<Record<string, Watch>> = {
	[holdsOnly]: { input: { events: holds, fullScanEvery: 0 }, polls: 12 },
	'holds and orderCreated': {
		input: { events: [...holds, 'orderCreated'], fullScanEvery: 0 },
		polls: 12,
	},
	'holds, full scan in 12 polls': { input: { events: holds }, polls: 12 },
	statusChanged: { input: { events: ['statusChanged'] }, polls: 1 },
};
const watchNames = Object.keys(watches);

/** Requests of the polls after the first one. */
interface PollCost {
	mean: number;
	max: number;
}

/** What is asked with so many orders in the lookback. */
interface Measured {
	orders: number;
	readingEverything: number;
	/** In the order of `watches`. */
	polls: readonly PollCost[];
}

/** How many requests polls take, beside reading every order of the lookback. */
export async function watchRequests(progress: (text: string) => void): Promise<Findings> {
	const measured: Measured[] = [];
	for (const orders of orderCounts) {
		progress(`Requests of a watch: ${count(orders)} orders`);
		measured.push(await measure(orders));
	}
	const ofHolds = measured.map(({ polls }) => polls[watchNames.indexOf(holdsOnly)]?.max ?? NaN);
	const maxRequests = Math.max(...ofHolds);
	return {
		tables: [
			{
				title: `Requests a poll with ${onHold} shipments on hold, and as a share of reading everything`,
				rows: [['orders', 'reading everything', ...watchNames], ...measured.map(rowOf)],
			},
		],
		targets: [
			{
				says: `A watch of holds only: at most ${maxOfHolds} requests a poll (${maxRequests})`,
				isMet: maxRequests <= maxOfHolds,
			},
		],
		plots: [
			{
				file: 'requests-of-a-watch',
				title: 'Requests of a poll',
				xLabel: 'orders in the lookback',
				yLabel: 'requests a poll',
				curves: [
					curveOf('reading everything', measured, ({ readingEverything }) => readingEverything),
					...watchNames.map((name, index) =>
						curveOf(name, measured, ({ polls }) => polls[index]?.mean ?? NaN),
					),
				],
			},
		],
	};
}

async function measure(orders: number): Promise<Measured> {
	const readingEverything = await requestsOfReadingAll(orders);
	const polls: PollCost[] = [];
	for (const watch of Object.values(watches)) polls.push(await requestsOfPolls(watch, orders));
	return { orders, readingEverything, polls };
}

function rowOf({ orders, readingEverything, polls }: Measured): string[] {
	const cells = polls.map(({ mean, max }) => {
		const share = `${((100 * mean) / readingEverything).toFixed(1)} %`;
		return `${mean.toFixed(mean === max ? 0 : 1)} (${share})`;
	});
	return [count(orders), String(readingEverything), ...cells];
}

function curveOf(
	name: string,
	measured: readonly Measured[],
	requestsOf: (measured: Measured) => number,
): Curve {
	return { name, points: measured.map((each) => ({ x: each.orders, y: requestsOf(each) })) };
}

/** The requests of a search that reads every order of the lookback. */
async function requestsOfReadingAll(orders: number): Promise<number> {
	const world = createWatchWorld();
	world.server.orders = ordersOf(orders);
	const { client } = new SteadyWatch(world).process;
	const createdAfter = new Date(start - lookbackDays * dayMs).toISOString();
	const plan = planSearch({ createdAfter }, testAccount(), 'UTC');
	await world.clock.run(new OrderSearch(client, plan).collect());
	return world.server.requests;
}

/** Polls while orders go on being entered, and none goes on hold. */
async function requestsOfPolls({ input, polls }: Watch, orders: number): Promise<PollCost> {
	const world = createWatchWorld();
	const watch = new SteadyWatch(world, { lookbackDays, ...input });
	const present = ordersOf(orders);
	const later = laterOrders(orders, polls + 1);
	const requests: number[] = [];
	for (let poll = 0; poll <= polls; poll++) {
		const entered = later.filter(({ entryTimestamp }) => {
			return Date.parse(entryTimestamp) <= world.clock.now() + intervalMs;
		});
		world.server.orders = [...entered.reverse(), ...present];
		await watch.poll();
		if (poll > 0) requests.push(watch.requests);
	}
	const sum = requests.reduce((total, each) => total + each, 0);
	return { mean: sum / requests.length, max: Math.max(...requests) };
}

/** Evenly over the lookback, the newest first; those on hold evenly among them. */
function ordersOf(count: number): WatchedOrder[] {
	const apart = (lookbackDays * dayMs) / count;
	const every = Math.floor(count / onHold);
	return Array.from({ length: count }, (_, index) =>
		watchedOrder(
			`20-${index}`,
			[index % every === 0 && index / every < onHold ? 'C/CC' : '/'],
			start - (index + 1) * apart,
		),
	);
}

/** As many as before in the same time, the oldest first. */
function laterOrders(perLookback: number, polls: number): WatchedOrder[] {
	const apart = (lookbackDays * dayMs) / perLookback;
	const count = Math.floor((polls * intervalMs) / apart);
	return Array.from({ length: count }, (_, index) =>
		watchedOrder(`20-later-${index}`, ['/'], start + (index + 1) * apart),
	);
}
