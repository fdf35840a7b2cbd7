import type { INodeProperties } from 'n8n-workflow';

/** How long a run may take, as options of an operation that asks the API. */
export const maxWait: INodeProperties = {
	displayName: 'Max Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 300,
	description:
		'How long to wait in all, for one input item, until the rate limit of Ingram Micro allows more requests',
};

export const timeout: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description: 'How long to wait for the answer to one request',
};
