import { IngramError, type PollOutcome, type WatchPlan } from '@ingram-orders/core';
import type { Period } from '../../src/watch/sweep.ts';
import { applyChange, type OrderChange } from './watch-changes.ts';
import { StateKeeper, type Complete } from './watch-engines.ts';
import { ToldHistory } from './watch-history.ts';
import { nothingKnown, type Known } from './watch-known.ts';
import { WatchOracle } from './watch-oracle.ts';
import type { PollStep, WatchScenario } from './watch-scenario.ts';
import type { Asked, Fault, WatchedOrder } from './watch-server.ts';
import { orderIdOf, TruthOfPoll } from './watch-truth.ts';
import { createWatchWorld, WatchProcess, type WatchWorld } from './watch-world.ts';

/** How much happened in scenarios. */
export interface WatchTally {
	polls: number;
	complete: number;
	failed: number;
	skipped: number;
	/** Events that were told, those among them that came again after a kill included. */
	events: number;
	repeats: number;
	restarts: number;
	kills: number;
}

export function newTally(): WatchTally {
	const nothing = { polls: 0, complete: 0, failed: 0, skipped: 0, events: 0, repeats: 0 };
	return { ...nothing, restarts: 0, kills: 0 };
}

const minute = 60_000;

/** Nothing happens: what is not known by then never would be. */
const calm: PollStep = {
	...{ waitMs: 31 * minute, changes: [], meanwhile: [], ending: 'kept' },
	...{ losesLastSave: false, breaksState: false },
};

/**
 * Runs a scenario to its end and some calm polls beyond.
 * @throws Error where an event is missing, wrong, told twice, or under an id of another one
 */
export async function runWatch(scenario: WatchScenario, tally: WatchTally): Promise<void> {
	const run = new WatchRun(scenario, tally);
	for (const step of scenario.steps) await run.step(step);
	const calmPolls = 2 * Number(scenario.input.fullScanEvery) + 4;
	for (let poll = 0; poll < calmPolls; poll++) await run.step(calm);
	run.end();
}

class WatchRun {
	readonly #world: WatchWorld;
	readonly #keeper: StateKeeper<Known>;
	readonly #oracle: WatchOracle;
	readonly #plan: WatchPlan;
	readonly #history = new ToldHistory();
	readonly #tally: WatchTally;
	readonly #prompt = new Set<string>();
	#process: WatchProcess;
	/** What the present process knows. */
	#known = nothingKnown();
	#poll = 0;
	#placed = 0;

	constructor(scenario: WatchScenario, tally: WatchTally) {
		this.#world = createWatchWorld(scenario.rules, scenario.aheadMs);
		this.#keeper = new StateKeeper(scenario.engine, nothingKnown());
		this.#process = new WatchProcess(this.#world);
		this.#plan = this.#process.plan(scenario.input);
		this.#oracle = new WatchOracle(this.#plan, scenario.aheadMs > 0);
		this.#tally = tally;
		scenario.orders.forEach((change) => this.#change(change));
	}

	async step(step: PollStep): Promise<void> {
		const { clock } = this.#world;
		this.#poll++;
		this.#tally.polls++;
		await clock.pass(step.waitMs);
		step.changes.forEach((change) => this.#change(change));
		if (step.breaksState) this.#breakState();
		const at = clock.now();
		const watched = this.#watchServer(step);
		const stop = new AbortController();
		const outcome = await this.#pollOnce(step, watched, stop);
		this.#world.server.onRequest = () => undefined;
		if (step.stop?.isKill && stop.signal.aborted) this.#end(false, step.losesLastSave);
		if (outcome?.kind === 'failed') this.#tally.failed++;
		if (outcome?.kind === 'skipped') this.#tally.skipped++;
		if (outcome?.kind !== 'complete') return;
		this.#tally.complete++;
		this.#check(outcome, step, at, watched);
	}

	end(): void {
		this.#tally.repeats += this.#history.repeats;
	}

	#check(outcome: Complete, step: PollStep, at: number, watched: Watched): void {
		const isTooLongAgo = at - (this.#known.at ?? at) > this.#plan.lookbackMs;
		const before = isTooLongAgo ? nothingKnown(`after ${this.#known.poll}`) : this.#known;
		const { isDisturbed, versions, periods } = watched;
		const { known, told } = this.#oracle.check(before, outcome, {
			...{ poll: this.#poll, at, periods, prompt: this.#prompt },
			truth: new TruthOfPoll(versions),
			isClean: !isDisturbed && versions.length === 1,
		});
		const isDelivered = step.ending !== 'dropped' && step.ending !== 'killed-before-items';
		if (isDelivered) {
			this.#tally.events += told.length;
			for (const { eventId, identity } of told) {
				this.#history.tell(eventId, identity, this.#poll);
			}
		}
		this.#keep(outcome, known, step);
	}

	#keep(outcome: Complete, known: Known, { ending, losesLastSave }: PollStep): void {
		const hasItems = outcome.items.length > 0;
		switch (ending) {
			case 'kept':
				this.#keeper.keep(outcome, known);
				this.#known = known;
				return;
			case 'dropped':
				// The process goes on from there unless something was to be told.
				if (!hasItems) this.#known = known;
				if (!hasItems && this.#isInMemory) this.#keeper.keep(outcome, known);
				return;
			case 'restart':
			case 'killed':
				this.#keeper.keep(outcome, known);
				this.#end(ending === 'restart', losesLastSave);
				return;
			case 'killed-before-save':
			case 'killed-before-items':
				this.#end(false, losesLastSave);
		}
	}

	/** Where nobody drops what came of a poll. */
	get #isInMemory(): boolean {
		return this.#keeper.engine === 'n8n-classic' || this.#keeper.engine === 'node-red';
	}

	#end(isOrderly: boolean, losesLastSave: boolean): void {
		if (isOrderly) this.#tally.restarts++;
		else this.#tally.kills++;
		this.#known = this.#keeper.end(isOrderly, losesLastSave);
		this.#history.forgetAfter(this.#known.poll);
		this.#process = new WatchProcess(this.#world);
	}

	#breakState(): void {
		const garbage = `{"broken":${this.#poll}`;
		this.#known = { ...nothingKnown(garbage), poll: this.#poll - 1 };
		this.#keeper.replace(garbage, this.#known);
	}

	async #pollOnce(
		{ limitMs }: PollStep,
		watched: Watched,
		stop: AbortController,
	): Promise<PollOutcome | undefined> {
		watched.stop = () => stop.abort();
		try {
			return await this.#process.poll(this.#plan, {
				stored: this.#keeper.stored,
				signal: stop.signal,
				...(limitMs !== undefined && { deadlineAt: this.#world.clock.now() + limitMs }),
			});
		} catch (thrown) {
			if (thrown instanceof IngramError && thrown.code === 'CANCELLED' && stop.signal.aborted) {
				return undefined;
			}
			throw thrown;
		}
	}

	/** Lets happen what is to happen during a poll, and notes what the poll meets. */
	#watchServer({ meanwhile, fault, stop }: PollStep): Watched {
		const { server } = this.#world;
		const first = server.requests;
		const watched = new Watched(server.orders);
		server.onRequest = ({ number, query }: Asked): Fault | undefined => {
			const request = number - first;
			for (const { change } of meanwhile.filter((each) => each.request === request)) {
				this.#change(change);
				watched.versions.push(server.orders);
			}
			if (stop && request >= stop.request) watched.stop();
			const fails = fault && request >= fault.request && request < fault.request + fault.count;
			if (fails) watched.isDisturbed = true;
			watched.note(query);
			return fails ? fault.fault : undefined;
		};
		return watched;
	}

	#change(change: OrderChange): void {
		const { server, clock } = this.#world;
		const now = clock.now() + server.aheadMs;
		const before = server.orders;
		const idsBefore = new Set(before.map(orderIdOf));
		this.#placed++;
		server.orders = applyChange(before, change, now, `20-${this.#placed}`);
		this.#oracle.learn(server.orders.filter((order) => !before.includes(order)));
		if (change.kind === 'place' && change.lateMs > 10 * minute) return;
		for (const id of server.orders.map(orderIdOf)) if (!idsBefore.has(id)) this.#prompt.add(id);
	}
}

/** What a poll meets. */
class Watched {
	readonly versions: (readonly WatchedOrder[])[];
	readonly periods: Period[] = [];
	isDisturbed = false;
	stop: () => void = () => undefined;

	constructor(orders: readonly WatchedOrder[]) {
		this.versions = [orders];
	}

	note({
		orderstatus,
		ordernumber,
		pagenumber,
		startcreatetimestamp = '',
		...rest
	}: Asked['query']) {
		if (orderstatus !== undefined || ordernumber !== undefined || pagenumber !== '1') return;
		const { endcreatetimestamp: end } = rest;
		const from = Date.parse(startcreatetimestamp);
		this.periods.push({ from, to: end === undefined ? Infinity : Date.parse(end) });
	}
}
