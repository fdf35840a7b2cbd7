import type { Order } from '@ingram-orders/simulator';
import type { Cell } from '../cells.ts';
import { lookedUp, makeNews, type Ran, type Stage, type Staging } from './stage.ts';

const minuteMs = 60_000;

/** Between two polls, and longer than any rest after a failure. */
const betweenPollsMs = 60 * minuteMs;

/**
 * Runs the task while the fault strikes, and again when it is over, and expects that everything comes
 * exactly once or is said to be missing, as the cell says, and that nothing is leaked.
 */
export async function tryCell(
	cell: Cell,
	open: (staging: Staging) => Stage | Promise<Stage>,
): Promise<void> {
	const { task, moment } = cell;
	const isCostly = cell.fault.isCostly === true;
	const stage = await open({
		task,
		hasDocuments: moment.hasDocuments === true,
		hasDeadline: moment.endedBy === 'deadline',
		isCostly,
		limits: { timeout: isCostly ? 3600 : 60, maxWait: 150 },
	});
	try {
		await (cell.task === 'watch' ? tryWatch(cell, stage) : trySearch(cell, stage));
		expectNothingLeaked(stage);
		expect(await stage.leftRunning()).toBe(0);
	} finally {
		await stage.close();
	}
}

async function trySearch(cell: Cell, stage: Stage): Promise<void> {
	const before = numbersOf(stage);
	arrangeFault(cell, stage);
	const struck = await runUnder(cell, stage);
	expectStruck(cell, stage);
	const after = numbersOf(stage);
	const stayed = before.filter((number) => after.includes(number));
	expectAmong(struck.given, [...before, ...after], cell.task);
	expectEnd(struck, cell.expected);
	// What a document lacks, its order does not.
	const isAllGiven = struck.end === 'complete' || (isGiven(struck) && cell.moment.hasDocuments);
	if (isAllGiven) expectEach(struck.given, askedFor(cell, stayed));

	stage.api.control.clearFaults();
	await stage.pass(betweenPollsMs);
	const next = await run(stage);
	expect(next).toEqual({ ...nothingMissing, given: expect.anything() as unknown });
	expectEach(next.given, askedFor(cell, after));
	expectAmong(next.given, after, cell.task);
}

async function tryWatch(cell: Cell, stage: Stage): Promise<void> {
	const { control } = stage.api;
	const { moment, expected } = cell;
	const told: string[] = [];
	const poll = async (how: Promise<Ran> = run(stage)): Promise<Ran> => {
		const ran = await how;
		told.push(...ran.given);
		await stage.pass(betweenPollsMs);
		return ran;
	};
	if (!moment.isFirstPoll) expect(await poll()).toEqual({ ...nothingMissing, given: [] });
	const before = stage.api.orders;
	if (!moment.isFirstPoll) makeNews(stage.api);
	const news = eventsOf(stage, before);
	arrangeFault(cell, stage);
	const struck = await poll(runUnder(cell, stage));
	expectStruck(cell, stage);
	expectEnd(struck, expected);
	const stayed = eventsOf(stage, before);
	const stayedNews = news.filter((event) => stayed.includes(event));
	if (isGiven(struck)) expectEach(struck.given, stayedNews);

	control.clearFaults();
	expect(await poll()).toMatchObject(nothingMissing);
	if (moment.isFirstPoll) {
		expect(told).toEqual([]);
		makeNews(stage.api);
		expect(await poll()).toMatchObject(nothingMissing);
	}
	expect(await poll()).toEqual({ ...nothingMissing, given: [] });
	expectEach(told, eventsOf(stage, before));
	expectAmong(told, [...news, ...eventsOf(stage, before)], cell.task);
}

const nothingMissing = { end: 'complete', withoutDocument: 0 } as const;

function isGiven({ end }: Ran): boolean {
	return end === 'complete' || end === 'incomplete';
}

function run(stage: Stage): Promise<Ran> {
	return stage.finish(stage.start().ended);
}

async function runUnder({ moment }: Cell, stage: Stage): Promise<Ran> {
	const running = stage.start();
	if (moment.endedBy === 'user') {
		await untilStruck(stage);
		await running.stop();
	}
	const ran = await stage.finish(running.ended);
	// While the fault lasts: what was left running would go on.
	expect(await stage.leftRunning()).toBe(0);
	return ran;
}

async function untilStruck(stage: Stage): Promise<void> {
	for (let tries = 0; tries < 1000; tries++) {
		if (stage.api.control.state().faults.every(({ struck }) => struck > 0)) return;
		await stage.pass(20);
	}
	throw new Error('The fault does not strike.');
}

function arrangeFault({ fault, moment, task, duration }: Cell, stage: Stage): void {
	const {
		setFault,
		api: { control, orders },
	} = stage;
	if (!moment.triggers) {
		fault.betweenPolls?.(control);
		return;
	}
	const isListed = (order: Order) => task !== 'watch' || isOnHold(order);
	const { secret, tokens } = stage.canaries;
	const effect = fault.effect({
		...{ secret, token: tokens[0] ?? '', page: moment.page ?? 1 },
		orders: orders.filter(isListed),
	});
	if (moment.needsToken) control.expireTokens();
	if (moment.before) setFault(moment.before(task));
	for (const trigger of moment.triggers(task, duration)) {
		setFault({ ...effect, ...trigger });
	}
}

/** A fault that has struck nothing shows nothing. */
function expectStruck({ moment }: Cell, stage: Stage): void {
	if (!moment.triggers) return;
	const { faults } = stage.api.control.state();
	const ofCell = moment.before ? faults.slice(1) : faults;
	expect(ofCell.some(({ struck }) => struck > 0)).toBe(true);
	expect(faults.flatMap(({ problem }) => problem ?? [])).toEqual([]);
}

function expectEnd(ran: Ran, expected: Cell['expected']): void {
	expect(ran.end).toBe(expected);
	if (ran.end === 'complete') expect(ran.withoutDocument).toBe(0);
	if (!isGiven(ran)) expect(ran.given).toEqual([]);
}

/** All of them are there, each once. */
function expectEach(given: readonly string[], expected: readonly string[]): void {
	expect(given.filter((one) => expected.includes(one)).sort()).toEqual([...expected].sort());
}

/** None is there that never was, and none twice. */
function expectAmong(given: readonly string[], known: readonly string[], task: string): void {
	expect(given.filter((one) => !known.includes(one))).toEqual([]);
	expect(given.filter((one, index) => given.indexOf(one) !== index)).toEqual([]);
	if (task === 'look-up') expect(given.filter((one) => !lookedUp.includes(one))).toEqual([]);
}

function askedFor({ task }: Cell, numbers: readonly string[]): readonly string[] {
	return task === 'look-up' ? numbers.filter((number) => lookedUp.includes(number)) : numbers;
}

function expectNothingLeaked(stage: Stage): void {
	const { secret, tokens } = stage.canaries;
	const told = stage.everythingTold();
	expect([secret, ...tokens].filter((canary) => told.includes(canary))).toEqual([]);
}

function numbersOf({ api }: Stage): string[] {
	return api.orders.map(({ orderNumber }) => orderNumber);
}

/** What a watch has to tell of the orders as they are now. */
function eventsOf({ api }: Stage, before: readonly Order[]): string[] {
	const isKnown = ({ orderNumber }: Order) =>
		before.some((order) => order.orderNumber === orderNumber);
	return api.orders.flatMap((order) =>
		order.subOrders.flatMap(({ subOrderNumber }) => [
			...(isKnown(order) ? [] : [`orderCreated ${subOrderNumber}`]),
			...(isOnHold(order) ? [`holdPlaced ${subOrderNumber}`] : []),
		]),
	);
}

function isOnHold({ subOrders }: Order): boolean {
	return subOrders.some(({ statusCode }) => ['C', 'D'].includes(statusCode));
}
