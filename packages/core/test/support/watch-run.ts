import { planWatch, type WatchPlan } from '@ingram-orders/core';
import type { OrderChange } from './watch-changes.ts';
import { StateKeeper, type Complete } from './watch-engines.ts';
import { ToldHistory } from './watch-history.ts';
import { nothingKnown, type Known } from './watch-known.ts';
import { WatchOracle } from './watch-oracle.ts';
import type { PollStep, WatchScenario } from './watch-scenario.ts';
import type { WatchedOrder } from './watch-server.ts';
import { VirtualStage, type MetPoll, type WatchStage } from './watch-stage.ts';
import { orderIdOf, TruthOfPoll } from './watch-truth.ts';

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
 * @param stage where it runs; on a virtual clock by default
 * @throws Error where an event is missing, wrong, told twice, or under an id of another one
 */
export async function runWatch(
	scenario: WatchScenario,
	tally: WatchTally,
	stage: WatchStage = new VirtualStage(scenario.rules, scenario.aheadMs),
): Promise<void> {
	const run = new WatchRun(scenario, tally, stage);
	for (const change of scenario.orders) await stage.change(change);
	for (const step of scenario.steps) await run.step(step);
	const calmPolls = 2 * Number(scenario.input.fullScanEvery) + 4;
	for (let poll = 0; poll < calmPolls; poll++) await run.step(calm);
	run.end();
}

class WatchRun {
	readonly #stage: WatchStage;
	readonly #keeper: StateKeeper<Known>;
	readonly #oracle: WatchOracle;
	readonly #plan: WatchPlan;
	readonly #history = new ToldHistory();
	readonly #tally: WatchTally;
	readonly #prompt = new Set<string>();
	/** What the present process knows. */
	#known = nothingKnown();
	#poll = 0;

	constructor({ engine, input, aheadMs }: WatchScenario, tally: WatchTally, stage: WatchStage) {
		this.#stage = stage;
		this.#keeper = new StateKeeper(engine, nothingKnown());
		this.#plan = planWatch(input, stage.account);
		this.#oracle = new WatchOracle(this.#plan, aheadMs > 0);
		this.#tally = tally;
		stage.onChange = (change, before, after) => this.#learn(change, before, after);
	}

	async step(step: PollStep): Promise<void> {
		this.#poll++;
		this.#tally.polls++;
		await this.#stage.pass(step.waitMs);
		for (const change of step.changes) await this.#stage.change(change);
		if (step.breaksState) this.#breakState();
		const met = await this.#stage.poll(this.#plan, this.#keeper.stored, step);
		const { outcome } = met;
		if (step.stop?.isKill && met.isStopped) this.#end(false, step.losesLastSave);
		if (outcome?.kind === 'failed') this.#tally.failed++;
		if (outcome?.kind === 'skipped') this.#tally.skipped++;
		if (outcome?.kind !== 'complete') return;
		this.#tally.complete++;
		this.#check(outcome, step, met);
	}

	end(): void {
		this.#tally.repeats += this.#history.repeats;
	}

	#check(outcome: Complete, step: PollStep, met: MetPoll): void {
		const { at, versions, periods, isDisturbed } = met;
		const isTooLongAgo = at - (this.#known.at ?? at) > this.#plan.lookbackMs;
		const before = isTooLongAgo ? nothingKnown(`after ${this.#known.poll}`) : this.#known;
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
		this.#stage.restart();
	}

	#breakState(): void {
		const garbage = `{"broken":${this.#poll}`;
		this.#known = { ...nothingKnown(garbage), poll: this.#poll - 1 };
		this.#keeper.replace(garbage, this.#known);
	}

	#learn(
		change: OrderChange,
		before: readonly WatchedOrder[],
		orders: readonly WatchedOrder[],
	): void {
		const idsBefore = new Set(before.map(orderIdOf));
		this.#oracle.learn(orders.filter((order) => !before.includes(order)));
		if (change.kind === 'place' && change.lateMs > 10 * minute) return;
		for (const id of orders.map(orderIdOf)) if (!idsBefore.has(id)) this.#prompt.add(id);
	}
}
