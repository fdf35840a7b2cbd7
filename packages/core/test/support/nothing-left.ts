import { getEventListeners } from 'node:events';
import type { VirtualClock } from './virtual-clock.ts';

/** No timer still runs, and nobody listens to these signals any more. */
export function expectNothingLeft(clock: VirtualClock, ...signals: readonly AbortSignal[]): void {
	expect(clock.sleeping).toBe(0);
	for (const signal of signals) expect(getEventListeners(signal, 'abort')).toEqual([]);
}
