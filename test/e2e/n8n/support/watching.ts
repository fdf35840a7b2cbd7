import type { Simulator } from '@ingram-orders/simulator';
import { until } from '../../support/until.ts';
import type { CredentialName, Workflow } from './n8n-api.ts';
import { credentialType, line, triggerType, type NodeInit } from './workflow.ts';

/** What the trigger of the examples is called. */
export const triggerName = 'Ingram Order Trigger';

/** Polls every three seconds. n8n takes no expression for that, but one of its own for each second. */
export const everyThreeSeconds = {
	pollTimes: {
		item: Array.from({ length: 20 }, (_, index) => ({
			mode: 'custom',
			cronExpression: `${index * 3} * * * * *`,
		})),
	},
};

/** A workflow of the trigger alone, which polls every three seconds. */
export function watch(
	name: string,
	credential: CredentialName,
	parameters: Readonly<Record<string, unknown>>,
): Workflow {
	return line(name, triggerNode(credential, parameters));
}

/** The trigger, which polls every three seconds. */
export function triggerNode(
	credential: CredentialName,
	parameters: Readonly<Record<string, unknown>>,
): NodeInit {
	return {
		name: triggerName,
		type: triggerType,
		typeVersion: 1,
		parameters: { ...everyThreeSeconds, ...parameters },
		credentials: { [credentialType]: credential },
	};
}

/** A poll asks for each of the four statuses of a hold. */
const requestsOfPoll = 4;

/** Resolves once so many polls more have begun and another has asked for all it asks for. */
export async function untilPolled(simulator: Simulator, polls = 1): Promise<void> {
	const searches = (): number => simulator.control.state().requestCounts.search ?? 0;
	const wanted = searches() + (polls + 1) * requestsOfPoll;
	await until(`${polls} polls`, () => (searches() >= wanted ? true : undefined), {
		timeoutMs: 60_000,
	});
}

/** Changes an order by the simulator's control endpoint, as somebody who tries it out does. */
export async function changeOrder(
	{ origin }: Simulator,
	change: { orderNumber: string; statusCode: string; holdReasonCode: string },
): Promise<void> {
	const response = await fetch(`${origin}/_control/change-order`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(change),
	});
	if (!response.ok) throw new Error(await response.text());
}
