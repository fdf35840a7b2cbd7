import type { Fault, SimulatorOptions } from '@ingram-orders/simulator';
import fc from 'fast-check';
import { engines } from '../../packages/core/test/support/watch-engines.ts';
import {
	watchScenario,
	type WatchScenario,
} from '../../packages/core/test/support/watch-scenario.ts';
import { anyFault } from './any-fault.ts';

/** A watch from its first poll on, and all that goes wrong with it. */
export interface WatchCase {
	scenario: WatchScenario;
	simulator: SimulatorOptions;
	/** Faults of the nth poll, besides those of the scenario. */
	faults: readonly (readonly Fault[])[];
}

/** Where the server's clock jumps, nobody can say which orders a poll had to see. */
const pollFault = anyFault(['clock-skew']);

const server = fc.record({
	seed: fc.integer({ min: 1, max: 1_000_000 }),
	latencyMs: fc.constantFrom(0, { min: 0, max: 300 }),
	tokenLifetime: fc.constantFrom(86_399, 3_600),
	rateLimit: fc.record({
		limit: fc.constantFrom(60, 60, 1000),
		start: fc.constantFrom('clock' as const, 'first-request' as const),
		resetFormat: fc.constantFrom(...(['milliseconds', 'seconds', 'delta-seconds'] as const)),
		exceededStatus: fc.constantFrom(429 as const, 500 as const),
	}),
});

/** The longest scenario has so many polls before the calm ones. */
const maxSteps = 60;

export const watchCase: fc.Arbitrary<WatchCase> = fc
	.record({
		scenario: fc.constantFrom(...engines).chain(watchScenario),
		server,
		faults: fc.array(
			fc.oneof(
				{ weight: 5, arbitrary: fc.constant([]) },
				{ weight: 1, arbitrary: fc.array(pollFault, { minLength: 1, maxLength: 2 }) },
			),
			{ minLength: maxSteps, maxLength: maxSteps, size: 'max' },
		),
	})
	.map(({ scenario: { input, ...scenario }, server: simulator, faults }) => {
		const { maxPageSize = 100, statusFilter, emptyPage } = scenario.rules;
		return {
			// A request that hangs takes a tenth of a second.
			scenario: { ...scenario, input: { ...input, timeout: 10 } },
			simulator: {
				...simulator,
				...{ orders: [], documentedOrders: false, skewMs: scenario.aheadMs },
				search: {
					maxPageSize,
					statusFilter: statusFilter === 'suborders' ? 'suborders' : 'orders',
					noDataFound: emptyPage === 'failed' ? 'FAILED' : 'SUCCESS',
				},
			},
			faults,
		};
	});
