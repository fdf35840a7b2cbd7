import { registerAccount } from './nodes/ingram-micro-account/runtime.ts';
import { registerOrderSearch } from './nodes/ingram-order-search/runtime.ts';
import { registerOrderWatch } from './nodes/ingram-order-watch/runtime.ts';
import { registerWebhookCheck } from './nodes/ingram-webhook-check/runtime.ts';

/**
 * What Node-RED calls for each node type. All nodes live in this one bundle, so that what they share
 * (the rate limit's gates, open connections) exists once in a process.
 */
export const nodes = {
	'ingram-micro-account': registerAccount,
	'ingram-order-search': registerOrderSearch,
	'ingram-order-watch': registerOrderWatch,
	'ingram-webhook-check': registerWebhookCheck,
};
