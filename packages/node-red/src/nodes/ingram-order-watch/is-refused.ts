import { IngramError } from '@ingram-orders/core';
import { anyAccount } from '../../editor/any-account.ts';
import type { WatchFieldName } from '../../fields/watch-fields.ts';
import { readWatchSettings } from '../../fields/watch-settings.ts';

/** Whether the node would refuse a value when it runs, in the same check. */
export function isRefused(property: WatchFieldName, value: unknown): boolean {
	// Replaced when Node-RED starts the node; only then can it be told whether it is right.
	if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return false;
	try {
		readWatchSettings({ [property]: value }, anyAccount);
		return false;
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		return thrown.problems?.some(({ name }) => name === property) ?? false;
	}
}
