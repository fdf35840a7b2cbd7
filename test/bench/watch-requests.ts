import { OrderSearch, planSearch, type WatchInput } from '@ingram-orders/core';
import { testAccount } from '../../packages/core/test/support/accounts.ts';
import { dayMs, start } from '../../packages/core/test/support/watch-seen.ts';
import type { WatchedOrder } from '../../packages/core/test/support/watch-server.ts';
import {
	createWatchWorld,
	SteadyWatch,
	watchedOrder,
} from '../../packages/core/test/support/watch-world.ts';

const lookbackDays = 30;
/** Between two polls of `SteadyWatch`, in milliseconds. */
const intervalMs = 5 * 60_000;

/** A poll that tells of holds alone takes no more than this, however many orders there are. */
const maxOfHolds = 5;

const holds = ['holdPlaced', 'holdReleased'];

/** What a watch is asked to tell, and for how many polls that is measured. */
const watches: Readonly<Record<string, { input: WatchInput; polls: number }>> = {
	'holds only': { input: { events: holds, fullScanEvery: 0 }, polls: 12 },
	'+ orderCreated': { input: { events: [...holds, 'orderCreated'], fullScanEvery: 0 }, polls: 12 },
	'default sweep': { input: { events: holds }, polls: 12 },
	statusChanged: { input: { events: ['statusChanged'] }, polls: 1 },
};

/** How many requests polls take beside reading every order of the lookback, as a table. */
export async function watchTable(
	orderCounts: readonly number[],
	onHold: number,
): Promise<{ lines: string[]; isOnTarget: boolean }> {
	const lines = [line(['orders', 'reading all', ...Object.keys(watches)])];
	let isOnTarget = true;
	for (const orders of orderCounts) {
		const all = await requestsOfReadingAll(orders, onHold);
		const cells: string[] = [];
		for (const [name, { input, polls }] of Object.entries(watches)) {
			const { mean, max } = await requestsOfPolls(input, polls, orders, onHold);
			const share = `${((100 * mean) / all).toFixed(1)} %`;
			cells.push(`${mean.toFixed(mean === max ? 0 : 1)} (${share})`);
			if (name === 'holds only') isOnTarget &&= max <= maxOfHolds;
		}
		lines.push(line([orders.toLocaleString('en-US'), String(all), ...cells]));
	}
	return { lines, isOnTarget };
}

/** Requests of the polls after the first one. */
interface PollCost {
	mean: number;
	max: number;
}

/** The requests of a search that reads every order of the lookback. */
async function requestsOfReadingAll(orders: number, onHold: number): Promise<number> {
	const world = createWatchWorld();
	world.server.orders = ordersOf(orders, onHold);
	const { client } = new SteadyWatch(world).process;
	const createdAfter = new Date(start - lookbackDays * dayMs).toISOString();
	const plan = planSearch({ createdAfter }, testAccount(), 'UTC');
	await world.clock.run(new OrderSearch(client, plan).collect());
	return world.server.requests;
}

/** Polls while orders go on being entered, and none goes on hold. */
async function requestsOfPolls(
	input: WatchInput,
	polls: number,
	orders: number,
	onHold: number,
): Promise<PollCost> {
	const world = createWatchWorld();
	const watch = new SteadyWatch(world, { lookbackDays, ...input });
	const present = ordersOf(orders, onHold);
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
function ordersOf(count: number, onHold: number): WatchedOrder[] {
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

function line(cells: readonly string[]): string {
	const widths = [8, 12, 14, 15, 15, 16];
	return cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join(' ');
}
