import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FlowNode } from './node-red-process.ts';

const examplesFolder = path.resolve(import.meta.dirname, '../../packages/node-red/examples');

/** The examples in the order in which a newcomer reads them. */
export const exampleNames = [
	'search-and-debug',
	'hold-board',
	'mail-html-on-hold-and-release',
	'csv-file-kept-current',
	'crm-by-http',
	'message-to-teams-or-slack',
	'ticket-for-each-hold',
	'mail-text-of-holds',
	'csv-file-of-events',
	'look-up-customer-orders',
	'look-up-scenarios',
	'webhook-watch',
] as const;

/** Of the webhooks that the examples take. */
export const exampleSecretKey = 'key-of-the-example-webhook';

/** What the account of the examples leaves open. */
export interface ExampleAccount {
	environment: unknown;
	baseUrl?: unknown;
	customerNumber: unknown;
	countryCode: unknown;
	credentials: Record<string, string>;
}

/** The flows of examples, each on its tab, with their one account and secret key filled in. */
export function exampleFlows(names: readonly string[], account: ExampleAccount): FlowNode[] {
	const nodes = names.flatMap(readExample);
	const accounts = nodes.filter(({ type }) => type === 'ingram-micro-account');
	const [first] = accounts;
	if (!first) throw new Error('The examples have no account.');
	const others = nodes.filter((node) => !accounts.includes(node)).map(withSecretKey);
	return [...others, { ...first, ...account }];
}

function withSecretKey(node: FlowNode): FlowNode {
	if (node.type !== 'ingram-webhook-check') return node;
	return { ...node, credentials: { secretKey: exampleSecretKey } };
}

function readExample(name: string): FlowNode[] {
	const file = path.join(examplesFolder, `${name}.json`);
	return JSON.parse(readFileSync(file, 'utf8')) as FlowNode[];
}
