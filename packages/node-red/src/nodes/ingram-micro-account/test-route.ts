import { OrderSearch, planSearch, type IngramClient } from '@ingram-orders/core';
import type { NodeAPI } from 'node-red';
import { describeThrown, type Failure } from '../../failures/node-failure.ts';
import { createClient, type Credentials, type Settings } from './account-settings.ts';

/** What the editor shows of a stored password, and sends back where it was not changed. */
const unchangedPassword = '__PWRD__';

/** Somebody looks at a button meanwhile. In seconds. */
const limits = { maxWait: 10, timeout: 20 };

/**
 * How many orders were found, perhaps only of the last 20 days, or why that failed: its fields, for the editor's language, and what is
 * said of it in English; never a secret.
 */
export type TestResult =
	| { ok: true; ordersFound: number; ofLast20Days: boolean }
	| { ok: false; failure: Failure; message: string };

/**
 * Lets the account's dialog try what stands in its form, saved or not: asks for a token and for one
 * order. Only for those who may change flows, as it uses the stored secret.
 */
export function addTestRoute(RED: NodeAPI): void {
	RED.httpAdmin.post(
		'/ingram-micro-account/:id/test',
		RED.auth.needsPermission('ingram-micro-account.write'),
		(request, response) => {
			const left = new AbortController();
			response.on('close', () => left.abort());
			void test(readForm(RED, String(request.params['id']), request.body), left.signal).then(
				(result) => response.json(result),
			);
		},
	);
}

async function test(settings: Settings, signal: AbortSignal): Promise<TestResult> {
	try {
		return { ok: true, ...(await countOrders(createClient(settings), signal)) };
	} catch (thrown) {
		const { failure, text } = describeThrown(thrown);
		return { ok: false, failure, message: text };
	}
}

async function countOrders(client: IngramClient, signal: AbortSignal) {
	const plan = planSearch({ ...limits, pageSize: 1, pageNumber: 1 }, client.account, 'UTC');
	const search = new OrderSearch(client, plan, { signal, maxAttempts: 2 });
	await search.collect();
	const { ordersFound, warnings } = search.summary;
	return { ordersFound, ofLast20Days: warnings.some(({ code }) => code === 'LAST_20_DAYS') };
}

function readForm(RED: NodeAPI, id: string, form: unknown): Settings {
	const deployed = RED.nodes.getNode(id) as { credentials?: Credentials } | null;
	const stored: Credentials = {
		...(RED.nodes.getCredentials(id) as Credentials | undefined),
		...deployed?.credentials,
	};
	const field = (name: string) => {
		const given: unknown = isRecord(form) ? form[name] : undefined;
		return typeof given === 'string' ? fromEnvironment(RED, id, given) : undefined;
	};
	const clientSecret = field('clientSecret');
	return {
		environment: field('environment'),
		apiVersion: field('apiVersion'),
		baseUrl: field('baseUrl'),
		customerNumber: field('customerNumber'),
		countryCode: field('countryCode'),
		clientId: field('clientId'),
		clientSecret: clientSecret === unchangedPassword ? stored.clientSecret : clientSecret,
	};
}

/** `${VAR}` as Node-RED replaces it when the node is started; an unset one stays as it is. */
function fromEnvironment(RED: NodeAPI, id: string, text: string): string {
	const name = /^\$\{(\S+)\}$/.exec(text)?.[1];
	if (name === undefined) return text;
	const value: unknown = RED.util.getSetting(RED.nodes.getNode(id), name);
	return typeof value === 'string' && value !== '' ? value : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
