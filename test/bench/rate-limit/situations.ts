import type { SimulatorOptions } from '@ingram-orders/simulator';

/** How the server may behave. Everything else is the same for all. */
export const situations = {
	documented: {},
} satisfies Readonly<Record<string, SimulatorOptions>>;

export type SituationName = keyof typeof situations;

export function isSituation(name: string): name is SituationName {
	return name in situations;
}
