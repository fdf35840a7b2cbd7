import type { Simulator } from '@ingram-orders/simulator';
import type { Execution } from '../../n8n/support/execution.ts';
import { startIngram, stopAllIngram } from '../../n8n/support/ingram.ts';
import type { N8n } from '../../n8n/support/n8n-server.ts';
import { daysAgo, invoiced, order } from '../../n8n/support/orders.ts';
import { untilPolled } from '../../n8n/support/watching.ts';
import { until } from '../../support/until.ts';
import { startReceiving, type Received } from './crm.ts';
import { activateLookUps, activateWatch } from './workflows.ts';

/** The API's limit in windows of ten seconds instead of sixty, so that a test takes a minute and not six. */
export const limit = 60;
export const windowMs = 10_000;

const numbers = Array.from({ length: 300 }, (_, index) => String(index + 1));
const heldNumbers = numbers.slice(0, 20).map((number) => `20-HOLD${number}`);
const orders = [
	...numbers.map((number) => order(`20-LOOK${number}`, `PO-${number}`, daysAgo(2), invoiced)),
	...heldNumbers.map((number) => order(number, `PO of ${number}`, daysAgo(1), invoiced)),
];

/** A number to look up, the address of the workflow that does it, and the order that it finds. */
export interface LookUp {
	readonly url: string;
	readonly number: string;
	readonly orderNumber: string;
}

/** An API, two active workflows that look up, and one that watches. */
export interface Stage {
	readonly simulator: Simulator;
	readonly received: Received;
	/** 300, in turn by the customer's number and by Ingram Micro's, each with a workflow of its own. */
	readonly lookUps: readonly LookUp[];
	/** Orders that are not on hold, and are not looked up. */
	readonly heldNumbers: readonly string[];
	/** The executions of look-ups that have this status. */
	readonly lookUpsThatAre: (status: string) => Promise<readonly Execution[]>;
	readonly clear: () => Promise<void>;
}

/** Sets the stage, and waits until the watch has taken note of what is on hold. */
export async function setStage(n8n: N8n): Promise<Stage> {
	const { api } = n8n;
	const { simulator, credential } = await startIngram(n8n, {
		...{ orders, documentedOrders: false },
		rateLimit: { limit, windowMs },
	});
	const received = await startReceiving();
	const byOwn = await activateLookUps(n8n, credential, received, 'customerOrderNumber');
	const byIngram = await activateLookUps(n8n, credential, received, 'orderNumber');
	const watchId = await activateWatch(n8n, credential, received);
	await untilPolled(simulator);
	return {
		...{ simulator, received, heldNumbers },
		lookUps: numbers.map((number, index) => {
			const orderNumber = `20-LOOK${number}`;
			return index % 2 === 0
				? { url: byOwn.url, number: `PO-${number}`, orderNumber }
				: { url: byIngram.url, number: orderNumber, orderNumber };
		}),
		lookUpsThatAre: async (status) => {
			const executions = await Promise.all(
				[byOwn, byIngram].map(({ id }) => api.executionsThatAre(status, id)),
			);
			return executions.flat();
		},
		clear: async () => {
			for (const id of [byOwn.id, byIngram.id, watchId]) await api.deactivate(id);
			await received.close();
			await stopAllIngram();
		},
	};
}

/** Resolves once so many orders have been received. */
export async function untilLookedUp({ received }: Stage, count: number): Promise<void> {
	await until(`${count} orders`, () => (received.orders().length >= count ? true : undefined), {
		timeoutMs: 300_000,
	});
}
