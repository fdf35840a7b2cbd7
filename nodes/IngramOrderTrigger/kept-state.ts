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

/** When the poll ran whose state was kept, in milliseconds since 1970. */
export function polledAt(kept: unknown): unknown {
	return typeof kept === 'object' && kept !== null && 'polledAt' in kept
		? kept.polledAt
		: undefined;
}

/**
 * Whether a state tells more than the one that is kept. Without items n8n writes it down at once with
 * durable cursors, for which the time of the poll alone is too little.
 */
export function isWorthKeeping(state: StoredState, kept: unknown): boolean {
	const before = polledAt(kept);
	if (typeof before !== 'number' || state.polledAt - before >= maxAgeMs) return true;
	return JSON.stringify({ ...state, polledAt: before }) !== JSON.stringify(kept);
}
