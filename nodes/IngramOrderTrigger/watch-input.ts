import type { IPollFunctions } from 'n8n-workflow';
import type { WatchInput } from '../shared/ingram.ts';
import { readCollection } from '../shared/read-collection.ts';

/** What is to be watched, as it stands in the parameters; the core checks it. */
export function readWatchInput(n8n: IPollFunctions): WatchInput {
	const parameter = (name: string): unknown => n8n.getNodeParameter(name, null);
	return {
		...readCollection(parameter('filters')),
		...readCollection(parameter('options')),
		events: parameter('events'),
		lookbackDays: parameter('lookbackDays'),
		output: parameter('output'),
	};
}
