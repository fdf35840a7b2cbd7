import { canarySecret } from '../n8n/support/ingram.ts';
import { filesIn, issuedTokens, placesOf, type Place } from '../n8n/support/leaks.ts';
import { untilPolled } from '../n8n/support/watching.ts';
import { explainFailureBy } from '../support/explain-failure.ts';
import { until } from '../support/until.ts';
import { placeAndRelease, placeHold, releaseHold, untilReceived } from './support/holds.ts';
import { ask } from './support/look-ups.ts';
import { startQueueMode, type QueueMode } from './support/queue-mode.ts';
import { limit, setStage, untilLookedUp, windowMs, type Stage } from './support/stage.ts';
import { windowsOf } from './support/windows.ts';

/**
 * After the first refusal a process asks nothing more in this window. So it is refused at most what it
 * had under way by then: a worker one request for each of the ten executions that n8n lets it run at
 * once, the main process the lists of the four statuses of a hold.
 */
const maxUnderWay = { worker: 10, main: 4 };
const maxRefusedInWindow = 2 * maxUnderWay.worker + maxUnderWay.main;

let queueMode: QueueMode;
let stage: Stage;

beforeAll(async () => {
	queueMode = await startQueueMode();
	const { main, workers } = queueMode;
	explainFailureBy(() =>
		[main.logTail(), ...workers.map(({ tail }) => tail())].join('\n--- the next process:\n'),
	);
});

// Undefined where it did not start, and so is the stage.
afterAll(() => (queueMode as QueueMode | undefined)?.stop());

beforeEach(async () => {
	stage = await setStage(queueMode.main);
});

afterEach(() => (stage as Stage | undefined)?.clear());

test('Two workers and a watch share one limit unseen: every look-up has its order once, every event is told once', async () => {
	const { simulator, received, lookUps, heldNumbers, lookUpsThatAre } = stage;
	const tokens = () => simulator.control.state().requestCounts.token ?? 0;
	const [events] = await Promise.all([
		placeAndRelease(stage, heldNumbers, 0.8 * lookUps.length),
		ask(stage, lookUps),
		untilLookedUp(stage, lookUps.length / 2).then(() => {
			// The watch has got it, n8n has stored it, and the workers use it as well.
			expect(tokens()).toBe(1);
			simulator.control.expireTokens();
		}),
	]);
	await untilLookedUp(stage, lookUps.length);
	const windows = windowsOf(simulator, windowMs);
	const used = windows.map(({ requests, refused }) => `${requests}-${refused}`).join(', ');
	tell(`requests of each window, less those refused: ${used}; ${tokens()} tokens`);

	expect(sorted(received.orders())).toEqual(sorted(lookUps.map(orderOf)));
	expectEachEventOnce(events);
	expect(await lookUpsThatAre('error')).toEqual([]);
	// It was enough to meet the limit, and both workers took part.
	expect(windows.length).toBeGreaterThan(4);
	for (const worker of queueMode.workers) {
		expect(executionsEndedBy(worker)).toBeGreaterThan(lookUps.length / 5);
	}
	for (const { requests, refused } of windows) {
		expect(refused).toBeLessThanOrEqual(maxRefusedInWindow);
		expect(requests).toBeLessThanOrEqual(limit * 1.5);
	}
});

test('What a killed worker was executing is reported as failed and can be asked for again; all else goes on', async () => {
	const { received, heldNumbers, lookUpsThatAre } = stage;
	const lookUps = stage.lookUps.slice(0, 200);
	const [killed] = queueMode.workers;
	// No event is under way when the worker is killed.
	const events = [...(await placeAndRelease(stage, heldNumbers.slice(0, 1), 0))];
	const asking = ask(stage, lookUps);
	await untilLookedUp(stage, 60);
	await killed.kill();
	events.push(...(await placeAndRelease(stage, heldNumbers.slice(1), 160)));
	await asking;
	const failed = await until(
		'n8n to report what the worker was executing',
		async () =>
			(await lookUpsThatAre('running')).length + (await lookUpsThatAre('new')).length === 0
				? lookUpsThatAre('error')
				: undefined,
		{ timeoutMs: 120_000, everyMs: 1000 },
	);
	const missing = lookUps.filter((lookUp) => !received.orders().includes(orderOf(lookUp)));
	tell(`${failed.length} executions failed with the worker, ${missing.length} sent no order`);

	expect(failed.length).toBeGreaterThan(0);
	expect(failed.length).toBeLessThanOrEqual(maxUnderWay.worker);
	for (const { error, items } of failed) {
		expect(error?.message).toMatch(/^This execution failed to be processed too many times/);
		expect(items('Asked')).toEqual([]);
	}
	// An execution may have sent its order, and be killed before n8n knew of it.
	expect(missing.length).toBeLessThanOrEqual(failed.length);
	expectEachEventOnce(events);

	await killed.restart();
	await ask(stage, missing);
	await untilLookedUp(stage, lookUps.length);
	expect(sorted(received.orders())).toEqual(sorted(lookUps.map(orderOf)));
});

test('While the main process is dead the workers go on, and what it tells after its restart it tells once', async () => {
	const { simulator, received, heldNumbers, lookUpsThatAre } = stage;
	const { main } = queueMode;
	const lookUps = stage.lookUps.slice(0, 30);
	const [first = '', second = '', third = ''] = heldNumbers;
	const events = [placeHold(simulator, first)];
	await untilReceived(stage, events);
	await ask(stage, lookUps);
	await main.kill();
	await untilLookedUp(stage, lookUps.length);
	events.push(releaseHold(simulator, first), placeHold(simulator, second));
	await main.restart();
	await untilReceived(stage, events);
	events.push(...(await placeAndRelease(stage, [third], 0)));
	await untilPolled(simulator, 2);

	expect(sorted(received.orders())).toEqual(sorted(lookUps.map(orderOf)));
	expect(await lookUpsThatAre('success')).toHaveLength(lookUps.length);
	expectEachEventOnce(events);
});

test('The client secret and the tokens are in no log, file, database or queue', () => {
	const left = everythingLeft();

	// What is there is found.
	expect(placesOf(orderOf(stage.lookUps[0]), left)).toContain('PostgreSQL');
	expect(placesOf('executionId', left)).toContainEqual(expect.stringMatching(/^Redis: /));
	for (const secret of [canarySecret, ...issuedTokens(20)]) {
		expect(placesOf(secret, left)).toEqual([]);
	}
});

function expectEachEventOnce(events: readonly string[]): void {
	const { received } = stage;
	expect(sorted(received.events())).toEqual(sorted(events));
	expect(new Set(received.eventIds()).size).toBe(events.length);
}

function everythingLeft(): readonly Place[] {
	const { main, workers, postgres, redis } = queueMode;
	const named = (owner: string, places: readonly Place[]) =>
		places.map(([name, content]): Place => [`${owner}: ${name}`, content]);
	return [
		['PostgreSQL', postgres.dump()],
		...named('Redis', redis.written()),
		...named('main', [...filesIn(main.userFolder), ['log', Buffer.from(main.log())]]),
		...workers.flatMap(({ userFolder, output }, index) =>
			named(`worker ${index + 1}`, [...filesIn(userFolder), ['log', Buffer.from(output())]]),
		),
	];
}

function orderOf(lookUp: { readonly orderNumber: string } | undefined): string {
	return lookUp?.orderNumber ?? '';
}

function executionsEndedBy({ output }: { readonly output: () => string }): number {
	return output().match(/Worker finished execution/g)?.length ?? 0;
}

function sorted(texts: readonly string[]): string[] {
	return [...texts].sort();
}

function tell(figures: string): void {
	process.stderr.write(`Queue mode: ${figures}\n`);
}
