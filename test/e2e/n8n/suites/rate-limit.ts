import type { Simulator } from '@ingram-orders/simulator';
import type { Execution } from '../support/execution.ts';
import { httpRequestNode } from '../support/http-request.ts';
import { startIngram } from '../support/ingram.ts';
import type { N8n } from '../support/n8n-server.ts';
import { chain, searchNode } from '../support/workflow.ts';

/** 70 pages of 100, at the API's real limit of 60 requests in 60 s, from a full window. */
const manyOrders = {
	orders: 7_000,
	documentedOrders: false,
	rateLimit: { start: 'first-request' },
} as const;

export function rateLimitTests(n8n: () => N8n): void {
	test('7,000 orders at 60 requests per 60 s: all of them, where the HTTP Request node gives none, or 6,000 as a success', async () => {
		const [ours, strict, lenient] = await Promise.all([
			withOurNode(n8n()),
			withHttpRequestNode(n8n(), { neverError: false }),
			withHttpRequestNode(n8n(), { neverError: true }),
		]);

		expect(strict.execution.status).toBe('error');
		expect(strict.orders).toBe(0);
		expect(refusedSearches(strict.simulator)).toBe(1);

		expect(lenient.execution).toMatchObject({ status: 'success', error: undefined });
		expect(lenient.orders).toBe(6_000);
		expect(refusedSearches(lenient.simulator)).toBe(1);

		expect(ours.execution).toMatchObject({ status: 'success', error: undefined });
		expect(ours.orders).toBe(7_000);
		expect(refusedSearches(ours.simulator)).toBe(0);
		expect(ours.execution.hints('Search').join()).toMatch(/waited \d+ s/i);
		// One full window and 10 more requests: no client can be done before 60 s.
		expect(ours.execution.durationMs).toBeLessThan(70_000);
	});
}

interface Result {
	readonly simulator: Simulator;
	readonly execution: Execution;
	/** How many different orders came out. */
	readonly orders: number;
}

async function withOurNode(n8n: N8n): Promise<Result> {
	const { simulator, credential } = await startIngram(n8n, manyOrders);
	const search = searchNode(credential, { returnAll: true, output: 'orders' });
	const execution = await n8n.api.run(chain('7,000 orders', search), 180_000);
	const numbers = execution.items('Search').map(({ orderNumber }) => orderNumber);
	return { simulator, execution, orders: new Set(numbers).size };
}

async function withHttpRequestNode(
	n8n: N8n,
	{ neverError }: { readonly neverError: boolean },
): Promise<Result> {
	const { simulator } = await startIngram(n8n, manyOrders);
	const splitOut = {
		name: 'Orders',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'serviceresponse.ordesearchresponse.orders', options: {} },
	};
	const request = await httpRequestNode(n8n, simulator, neverError);
	const workflow = chain('7,000 orders by HTTP Request', request, splitOut);
	const execution = await n8n.api.run(workflow, 180_000);
	const numbers = execution.items('Orders').flatMap(({ ordernumber = [] }) => ordernumber);
	return { simulator, execution, orders: new Set(numbers).size };
}

function refusedSearches(simulator: Simulator): number {
	return simulator.violations.reduce((sum, { violations }) => sum + violations, 0);
}
