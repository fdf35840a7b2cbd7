import { activeResources, resourcesLeft, watchProcess } from './leftovers.ts';
import { judgeMemory, measureLiveHeap, type LiveHeap, type MemoryVerdict } from './live-memory.ts';
import { searchesPerRound } from './search-case.ts';
import { SimulatorProcess } from './simulator-handle.ts';
import { emptyTally, SoakLane, type Tally } from './soak-lane.ts';
import type { SoakOptions } from './soak-options.ts';

/** What a soak came to. */
export interface SoakReport {
	tally: Tally;
	watches: number;
	memory: MemoryVerdict;
	/** Sockets, timers and the like that were still there when all was over. */
	left: string[];
	/** Unhandled rejections, warnings of Node.js, and secrets in logs. */
	problems: string[];
	seconds: number;
	isGood: boolean;
}

/** Between two stretches all lanes are idle, and memory is measured. A short soak has few. */
function stretchesOf({ searches, polls, onlySearch, onlyWatch }: SoakOptions): number {
	if (onlySearch !== undefined || onlyWatch !== undefined) return 1;
	return Math.min(30, Math.max(2, Math.ceil((searches + polls) / 500)));
}

/**
 * Runs searches and watches on several lanes, and checks each.
 * @param onStretch is told now and then how much is done
 */
export async function runSoak(
	options: SoakOptions,
	onStretch: (done: string) => void = () => undefined,
): Promise<SoakReport> {
	const startedAt = performance.now();
	const before = activeResources();
	const watched = watchProcess();
	const tally = emptyTally();
	const simulators = new SimulatorProcess();
	const lanes = Array.from(
		{ length: options.lanes },
		(_, lane) => new SoakLane(options, tally, simulators, lane),
	);
	const plan = new SoakPlan(options, tally);
	const heap: LiveHeap[] = [];
	const stretches = stretchesOf(options);
	try {
		for (let stretch = 1; stretch <= stretches; stretch++) {
			const part = stretch / stretches;
			await Promise.all(
				lanes.map(async (lane) => {
					for (let task = plan.next(part); task; task = plan.next(part)) await task(lane);
				}),
			);
			heap.push(measureLiveHeap(plan.searches + tally.watch.polls));
			onStretch(`${plan.searches} searches, ${tally.watch.polls} polls`);
		}
	} finally {
		await simulators.end();
	}
	const left = await resourcesLeft(before);
	watched.stop();
	const { problems } = watched;
	if (simulators.output !== '') problems.push(`The simulator wrote: ${simulators.output}`);
	const memory = judgeMemory(heap);
	const isGood =
		tally.failures.length + left.length + problems.length === 0 && memory.verdict !== 'GROWING';
	const seconds = (performance.now() - startedAt) / 1000;
	return { ...{ tally, watches: plan.watches, memory, left, problems, seconds, isGood } };
}

type Task = (lane: SoakLane) => Promise<void>;

/** On average. */
const pollsOfWatch = 40;

/** What is to be run next; searches and watches get on alike. */
class SoakPlan {
	/** Started so far. */
	searches = 0;
	watches = 0;
	/** Under way. */
	#watching = 0;
	/** Whether the one case that is to be repeated has been started. */
	#isDone = false;
	readonly #options: SoakOptions;
	readonly #tally: Tally;

	constructor(options: SoakOptions, tally: Tally) {
		this.#options = options;
		this.#tally = tally;
	}

	/** @param part of all that is to be run by the end of this stretch */
	next(part: number): Task | undefined {
		const { onlySearch, onlyWatch, searches, polls } = this.#options;
		if (onlySearch !== undefined) return this.#once(this.#searchRound(onlySearch));
		if (onlyWatch !== undefined) return this.#once((lane) => lane.watch(onlyWatch));
		const searched = this.searches / searches;
		const polled = (this.#tally.watch.polls + this.#watching * pollsOfWatch) / polls;
		const isSearchDue = searched < part;
		if (polled < part && !(isSearchDue && searched < polled)) {
			const number = ++this.watches;
			return async (lane) => {
				this.#watching++;
				await lane.watch(number);
				this.#watching--;
			};
		}
		if (!isSearchDue) return undefined;
		return this.#searchRound(Math.min(searches, this.searches + searchesPerRound));
	}

	#once(task: Task): Task | undefined {
		if (this.#isDone) return undefined;
		this.#isDone = true;
		return task;
	}

	#searchRound(upTo: number): Task {
		const round = Math.ceil(upTo / searchesPerRound) - 1;
		this.searches = upTo;
		return (lane) => lane.searchRound(round, upTo);
	}
}
