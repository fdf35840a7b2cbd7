import type { IngramError, OutputItem, SearchInput } from '@ingram-orders/core';
import type { Order, Simulator, SimulatorOptions } from '@ingram-orders/simulator';
import fc from 'fast-check';
import { entriesOf, listShape } from '../../packages/core/test/support/model-lists.ts';
import { fitRun, oneIn, runShape } from '../../packages/core/test/support/model-scenarios.ts';
import { faultBesidesTime } from './any-fault.ts';
import { Canary, clientSecret } from './canary.ts';
import { caseOf } from './random-case.ts';
import { toEntry, toOrder } from './search-case.ts';
import { checkSearch } from './search-run.ts';

/** What a host gave of a search. */
export interface HostAnswer {
	items: readonly object[];
	/** Of a search that failed. */
	failure?: Pick<IngramError, 'message'>;
	/** All else that users see: hints, what comes with the message, the error as it is. */
	told: unknown;
}

const searchCase = fc.record({
	shape: runShape.map((shape) => ({ ...shape, way: 'collect' as const })),
	limit: oneIn(4, fc.integer({ min: 1, max: 60 })),
	faults: fc.oneof(
		{ weight: 1, arbitrary: fc.constant([]) },
		{ weight: 1, arbitrary: fc.array(faultBesidesTime, { minLength: 1, maxLength: 2 }) },
	),
});

const list = fc.sample(listShape(60, 60), { seed: 1, numRuns: 1 })[0] ?? {
	...{ orders: [], inParts: false, reusesNumbers: false, sorted: 'newest-first' as const },
};

/** A simulator of these orders, with a secret that must be found nowhere. */
export function serverOf(orders: readonly Order[]): SimulatorOptions {
	const accounts = [{ customerNumber: '20-123456', countryCode: 'UK' }];
	return {
		...{ orders, documentedOrders: false, rateLimit: { limit: 1_000_000 } },
		applications: [{ clientId: 'demo-app', clientSecret, accounts }],
	};
}

/** Some orders of all kinds. */
export function searchedOrders(): Order[] {
	return entriesOf({ ...list, inParts: false }, Date.now() - 86_400_000).map(toOrder);
}

/**
 * Searches by a host, one after the other with faults, and checks each.
 * @returns how many of them ended how
 * @throws Error with the number of the first search that is wrong
 */
export async function searchOften(
	simulator: Simulator,
	{ seed, from, to }: { seed: number; from: number; to: number },
	search: (input: SearchInput) => Promise<HostAnswer>,
): Promise<Map<string, number>> {
	const outcomes = new Map<string, number>();
	const canary = new Canary();
	const entries = simulator.orders.map(toEntry);
	for (let number = from; number <= to; number++) {
		const { shape, limit, faults } = caseOf(searchCase, seed, number);
		simulator.control.clearFaults();
		simulator.control.clearLog();
		for (const fault of canary.echo(faults)) simulator.control.fault(fault);
		const { input } = fitRun(shape, entries);
		const { items, failure, told } = await search({ ...input, limit, timeout: 20 });
		canary.expectAbsent(`what search ${number} told`, told);
		canary.expectAbsent(`the items of search ${number}`, items);
		const given = items.map((json) => ({ kind: shape.output, json }) as OutputItem);
		const truth = {
			...{ before: simulator.orders, after: simulator.orders, requests: simulator.requests },
		};
		const result = {
			...{ items: given, isStopped: false, summary: { complete: !failure, warnings: [] } },
			error: failure && { code: 'SERVICE_UNAVAILABLE' as const, message: failure.message },
		};
		try {
			const outcome = checkSearch({ shape, limit }, { simulator: {} }, result, truth);
			const name = failure ? 'failed' : outcome;
			outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
		} catch (thrown) {
			throw new Error(`Search ${number}: ${String(thrown)}`, { cause: thrown });
		}
	}
	return outcomes;
}
