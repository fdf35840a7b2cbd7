import { checkAccount, Gates, IngramClient, type Account, type Host } from '@ingram-orders/core';
import type { SimulatorOptions } from '@ingram-orders/simulator';
import { newTally, runWatch, type WatchTally } from '../../packages/core/test/support/watch-run.ts';
import { axiosHost } from '../../packages/node-red/src/host/axios-host.ts';
import { Canary, clientSecret } from './canary.ts';
import { FastClock } from '../support/fast-clock.ts';
import { timeScale } from './time-scale.ts';
import { HttpWatchStage } from './http-watch-stage.ts';
import { caseOf } from './random-case.ts';
import { searchRound, searchesPerRound, toEntry, type SearchRound } from './search-case.ts';
import { checkSearch, faultsOf, readSearch } from './search-run.ts';
import { SimulatorLane, type SimulatorProcess } from './simulator-handle.ts';
import type { Sabotage, SoakOptions } from './soak-options.ts';
import { watchCase } from './watch-case.ts';

/** How much came of what, over all lanes. */
export interface Tally {
	searches: Map<string, number>;
	watch: WatchTally;
	/** Requests that reached the simulator, and how often each kind of fault struck. */
	requests: number;
	faults: Map<string, number>;
	items: number;
	/** What was wrong, each with what repeats it. */
	failures: string[];
}

export function emptyTally(): Tally {
	return {
		...{ searches: new Map(), watch: newTally(), requests: 0, faults: new Map() },
		...{ items: 0, failures: [] },
	};
}

function count(counts: Map<string, number>, name: string): void {
	counts.set(name, (counts.get(name) ?? 0) + 1);
}

const newestOrderAgeMs = 24 * 3_600_000;

const application = {
	clientId: 'soak-app',
	clientSecret,
	accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
};

/**
 * One server after the other at one address, and a client that lives as long as the lane: its gate,
 * its token and its connections are those of a host that runs for months.
 */
export class SoakLane {
	readonly #options: SoakOptions;
	readonly #sabotage: Sabotage;
	readonly #tally: Tally;
	readonly #clock = new FastClock(timeScale);
	readonly #canary = new Canary();
	readonly #simulator: SimulatorLane;
	readonly #host: Host;
	#client: IngramClient | undefined;

	constructor(options: SoakOptions, tally: Tally, process: SimulatorProcess, lane: number) {
		this.#options = options;
		this.#sabotage = options.sabotage ?? ((given) => given);
		this.#tally = tally;
		this.#simulator = new SimulatorLane(process, lane, this.#clock.startedAt);
		const { now, sleep, random } = this.#clock;
		this.#host = this.#canary.watch({ send: axiosHost.send, now, sleep, random });
	}

	/** Runs the searches of a round, counted from 0, up to the last of them that is asked for. */
	async searchRound(round: number, upTo: number): Promise<void> {
		const { seed } = this.#options;
		const newest = this.#clock.now() - newestOrderAgeMs;
		const searches = caseOf(searchRound(newest), seed, round);
		await this.#start(searches.simulator);
		this.#canary.forgetTokens();
		const count = Math.min(searchesPerRound, upTo - round * searchesPerRound);
		for (let index = 0; index < count; index++) {
			const number = round * searchesPerRound + index + 1;
			await this.#guarded(`search ${number}`, `--search ${number}`, () =>
				this.#search(searches, index),
			);
		}
		await this.#simulator.stop();
	}

	/** Runs a watch, counted from 1, from its first poll to its last. */
	async watch(number: number): Promise<void> {
		const watch = caseOf(watchCase, -1 - this.#options.seed, number);
		const origin = await this.#start(watch.simulator);
		let poll = 0;
		const stage = new HttpWatchStage({
			...{ account: accountAt(origin), host: this.#host, clock: this.#clock, watch },
			...{ simulator: this.#simulator, canary: this.#canary, sabotage: this.#sabotage },
			onPoll: (each) => {
				poll = each;
			},
			onRequests: (requests) => this.#countRequests(requests),
		});
		await this.#guarded(
			() => `poll ${poll} of watch ${number}`,
			`--watch ${number}`,
			() => runWatch(watch.scenario, this.#tally.watch, stage),
		);
		await this.#simulator.stop();
	}

	async #search(round: SearchRound, index: number): Promise<void> {
		const search = round.searches[index];
		const client = this.#client;
		if (!search || !client) throw new Error('There is no search.');
		const { orders } = await this.#simulator.begin([]);
		const faults = this.#canary.echo([
			...search.faults,
			...faultsOf(search.changes, orders, this.#clock.now()),
		]);
		const { orders: before } = await this.#simulator.begin(faults);
		const reading = await readSearch(client, this.#clock, search, before.map(toEntry));
		const { orders: after, requests } = await this.#simulator.end();
		this.#countRequests(requests);
		this.#tally.items += reading.items.length;
		const { items, summary, progress, error } = reading;
		this.#canary.expectAbsent('the items', items);
		this.#canary.expectAbsent('the summary or a report of progress', [summary, progress]);
		if (error) this.#canary.expectAbsent('the failure', error);
		const sabotaged = this.#sabotage(items);
		const truth = { before, after, requests };
		count(
			this.#tally.searches,
			checkSearch(search, round, { ...reading, items: sabotaged }, truth),
		);
	}

	async #start(options: SimulatorOptions): Promise<string> {
		const { origin } = await this.#simulator.start({ ...options, applications: [application] });
		const authorization = { clientSecret };
		const gates = new Gates(this.#host);
		this.#client ??= new IngramClient({
			...{ account: accountAt(origin), host: this.#host, gates, authorization },
		});
		return origin;
	}

	#countRequests(requests: readonly { faults: readonly string[] }[]): void {
		this.#tally.requests += requests.length;
		for (const { faults } of requests) for (const kind of faults) count(this.#tally.faults, kind);
	}

	/** Notes what goes wrong, and goes on. */
	async #guarded(
		what: string | (() => string),
		repeat: string,
		run: () => Promise<void>,
	): Promise<void> {
		try {
			await run();
		} catch (thrown) {
			const name = typeof what === 'string' ? what : what();
			const reason = thrown instanceof Error ? thrown.message : String(thrown);
			this.#tally.failures.push(
				`${name}: ${reason}\n    npm run soak -- --seed ${this.#options.seed} ${repeat}`,
			);
		}
	}
}

function accountAt(baseUrl: string): Account {
	return checkAccount({
		...{ environment: 'custom', baseUrl, clientId: application.clientId },
		...{ customerNumber: '20-123456', countryCode: 'UK' },
	});
}
