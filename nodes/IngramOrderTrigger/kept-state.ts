import type { IDataObject } from 'n8n-workflow';
import type { StoredState } from '../shared/ingram.ts';

/** The one key below which the trigger keeps what it knows in the static data that n8n has for the node. */
const key = 'watch';

/** After this time a state is kept anew though only its time has changed, in milliseconds. */
const maxAgeMs = 60 * 60 * 1000;

/** What n8n has kept, as plain JSON: n8n's own objects tell it of each change. */
export function readKept(staticData: IDataObject): unknown {
	const kept = staticData[key];
	return kept === undefined ? undefined : JSON.parse(JSON.stringify(kept));
}

/** Keeps a state, in one assignment; n8n saves it when it next saves. */
export function keep(staticData: IDataObject, state: StoredState): void {
	staticData[key] = state;
}

/**
 * Whether a state tells more than the one that is kept, which n8n writes down after each change. When
 * it was polled, and which part of the lookback is read next, memory tells as well.
 */
export function isWorthKeeping(state: StoredState, kept: unknown): boolean {
	if (typeof kept !== 'object' || kept === null) return true;
	const { polledAt = 0, sweep } = kept as Partial<StoredState>;
	if (state.polledAt - polledAt >= maxAgeMs) return true;
	return JSON.stringify({ ...state, polledAt, sweep }) !== JSON.stringify({ ...kept, sweep });
}
