import type { IPollFunctions } from 'n8n-workflow';
import type { WatchInput } from '../shared/ingram.ts';

/** What is to be watched, as it stands in the parameters; the core checks it. */
export function readWatchInput(n8n: IPollFunctions): WatchInput {
	const parameter = (name: string): unknown => n8n.getNodeParameter(name, null);
	const collection = (name: string): object => {
		const values = parameter(name);
		return typeof values === 'object' && values !== null ? values : {};
	};
	return {
		...collection('filters'),
		...collection('options'),
		events: parameter('events'),
		lookbackDays: parameter('lookbackDays'),
		output: parameter('output'),
	};
}
