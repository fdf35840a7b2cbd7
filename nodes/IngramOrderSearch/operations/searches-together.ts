import type { NodeRun } from '../../shared/node-run.ts';
import {
	planWithoutNumbers,
	readPeriodTogether,
	type PeriodRead,
	type SearchPlan,
} from '../../shared/ingram.ts';

/**
 * Look-ups of several input items that differ in their numbers only: where it takes fewer requests, their
 * period is read once for all of them.
 */
export class SearchesTogether {
	readonly #run: NodeRun;
	readonly #itemIndexes: readonly number[];
	readonly #planOf: (itemIndex: number) => Promise<SearchPlan>;

	constructor(
		run: NodeRun,
		itemIndexes: readonly number[],
		planOf: (itemIndex: number) => Promise<SearchPlan>,
	) {
		this.#run = run;
		this.#itemIndexes = itemIndexes;
		this.#planOf = planOf;
	}

	/** The orders of the plan's period, where they were read for other input items as well. */
	async periodOf(plan: SearchPlan): Promise<PeriodRead | undefined> {
		// Without a start each number is asked for on its own.
		if (plan.criteria.createdAfter === undefined) return undefined;
		const key = planWithoutNumbers(plan);
		const plans = (
			await this.#run.once('searches by what they have in common', () => this.#group())
		).get(key);
		if (plans === undefined || plans.length < 2) return undefined;
		return this.#run.once(`the period of ${key}`, async () =>
			readPeriodTogether(await this.#run.client(), plans, this.#run.options),
		);
	}

	async #group(): Promise<ReadonlyMap<string, SearchPlan[]>> {
		const groups = new Map<string, SearchPlan[]>();
		for (const itemIndex of this.#itemIndexes) {
			// What is wrong with an input item is its own failure, when its turn comes.
			const plan = await this.#planOf(itemIndex).catch(() => undefined);
			if (!plan) continue;
			const key = planWithoutNumbers(plan);
			const group = groups.get(key);
			if (group) group.push(plan);
			else groups.set(key, [plan]);
		}
		return groups;
	}
}
