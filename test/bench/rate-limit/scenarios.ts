import type { Findings } from '../section.ts';
import { clientNames, figuresOf, inFlight, timeScale } from './comparison.ts';
import { groupBy } from './group-by.ts';
import { windowCalls, windowMs } from './limit.ts';
import { measureLatency } from './measure-latency.ts';
import type { Run, Task } from './run-client.ts';
import { runClients } from './run-clients.ts';
import { startServers, type Server } from './servers.ts';
import type { SituationName } from './situations.ts';
import { max } from '../statistics.ts';
import { runTwoProcesses } from './two-processes.ts';

const pages = 150;

interface Scenario {
	name: string;
	situation: SituationName;
	/** How far a client's clock is ahead, in milliseconds. */
	skewMs?: number;
	rolls?: boolean;
	/** Whether who heeds what the server tells is never refused. */
	isTold: boolean;
}

const scenarios: readonly Scenario[] = [
	{ name: 'clock 90 s ahead', situation: 'documented', skewMs: 90_000, isTold: true },
	{ name: 'clock 90 s behind', situation: 'documented', skewMs: -90_000, isTold: true },
	{ name: 'no headers', situation: 'noHeaders', isTold: true },
	{ name: '2 % of calls fail', situation: 'failures', isTold: true },
	{ name: 'rolling window', situation: 'rolling', rolls: true, isTold: false },
	{ name: 'spike arrest', situation: 'spikeArrest', isTold: false },
];

const sharedName = 'two processes';

/** A run of a scenario. */
interface ScenarioRun {
	scenario: string;
	isTold: boolean;
	run: Run;
}

/** All clients where the server, or a clock, is not as usual, started at so many moments of a window. */
export async function runScenarios(
	starts: number,
	progress: (text: string) => void,
): Promise<Findings> {
	const runs: ScenarioRun[] = [];
	for (const scenario of scenarios) {
		progress(scenario.name);
		runs.push(...(await runScenario(scenario, starts)));
	}
	progress(sharedName);
	runs.push(...(await runShared(starts)));
	return { tables: [tableOf(runs)], targets: targetsOf(runs), plots: [] };
}

async function runScenario(scenario: Scenario, starts: number): Promise<ScenarioRun[]> {
	const { name, situation, isTold, skewMs = 0, rolls = false } = scenario;
	const runs = await onServers(situation, (all, latency) => {
		const lefts = Array.from({ length: starts }, (_, index) => ((index + 0.5) * windowMs) / starts);
		const tasks = lefts.flatMap((untilReset) =>
			clientNames.map((client): Task => ({
				client,
				pages,
				remaining: windowCalls,
				untilReset,
				skewMs,
				rolls,
			})),
		);
		return runClients(all, tasks, { timeScale, inFlight, latency });
	});
	return runs.map((run) => ({ scenario: name, isTold, run }));
}

/** One after the other, as each has processes of its own. */
async function runShared(times: number): Promise<ScenarioRun[]> {
	return onServers('documented', async ([server], latency) => {
		const runs: ScenarioRun[] = [];
		for (let time = 0; server && time < times; time++) {
			const run = await runTwoProcesses(server, pages, { timeScale, inFlight, latency });
			runs.push({ scenario: sharedName, isTold: false, run });
		}
		return runs;
	});
}

async function onServers<Result>(
	situation: SituationName,
	work: (servers: readonly Server[], latency: number) => Promise<Result>,
): Promise<Result> {
	const servers = await startServers({ situation, pages, count: 24, timeScale });
	try {
		const [server] = servers.all;
		if (!server) throw new Error('There is no server.');
		// What one alone takes: some of these servers refuse several at once.
		return await work(servers.all, await measureLatency(server, timeScale, 1));
	} finally {
		await servers.stop();
	}
}

function tableOf(runs: readonly ScenarioRun[]) {
	const head = [
		...['scenario', 'client', `÷ limit at ${inFlight}`, 'worst', '÷ limit at any', 'worst'],
		...['429s', 'wasted calls', 'orders lost'],
	];
	const groups = groupBy(runs, ({ scenario, run }) => JSON.stringify([scenario, run.client]));
	const rows = Array.from(groups.values(), (group) => [
		group[0]?.scenario ?? '',
		group[0]?.run.client ?? '',
		...figuresOf(group.map(({ run }) => run)),
	]);
	return { title: `Scenarios, ${pages} pages, ${windowCalls} calls left`, rows: [head, ...rows] };
}

function targetsOf(runs: readonly ScenarioRun[]) {
	const ours = runs.filter(({ run }) => run.client === 'core');
	const lost = max(ours.map(({ run }) => run.lost));
	const refused = max(ours.filter(({ isTold }) => isTold).map(({ run }) => run.refused));
	return [
		{ says: `core: ${lost} pages lost in any scenario`, isMet: lost === 0 },
		{
			says: `core: ${refused} calls refused where the limit is as documented and nobody shares it`,
			isMet: refused === 0,
		},
	];
}
