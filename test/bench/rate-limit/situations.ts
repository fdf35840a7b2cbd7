import type { SimulatorOptions } from '@ingram-orders/simulator';

/** What one call takes at the server, in milliseconds. */
export const serverLatencyMs = 1000;

/** One call in fifty fails. */
const failing = 0.02;
const requests = Array.from({ length: 10_000 }, (_, index) => index + 1);

/** How a server may behave. Everything else is the same for all. */
export const situations = {
	documented: {},
	rolling: { rateLimit: { start: 'rolling' } },
	spikeArrest: { rateLimit: { spikeArrest: 10 } },
	noHeaders: { rateLimit: { resetFormat: 'none' } },
	failures: {
		faults: [
			{ kind: 'status', status: 503, requests: requests.filter(() => Math.random() < failing) },
		],
	},
} satisfies Readonly<Record<string, SimulatorOptions>>;

export type SituationName = keyof typeof situations;

export function isSituation(name: string): name is SituationName {
	return name in situations;
}
