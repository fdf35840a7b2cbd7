import { versionOf } from '../api/versions.ts';
import { foldNumber, leadingField } from '../input/numbers.ts';
import { readPeriod, type PeriodRead } from '../look-up/read-period.ts';
import { numbersOf } from '../orders/numbers-of.ts';
import type { Order } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type RunOptions } from '../requests/run.ts';
import type { SearchPlan } from './plan.ts';

/**
 * Reads the orders of several searches by number that have the period and the customer in common, where
 * that takes fewer requests than each search on its own. Give it to each `OrderSearch`.
 * @returns undefined where each search on its own takes fewer, or has no number
 * @throws IngramError of every code but `INVALID_INPUT`
 */
export async function readPeriodTogether(
	client: IngramClient,
	plans: readonly SearchPlan[],
	options: RunOptions = {},
): Promise<PeriodRead | undefined> {
	const [first] = plans;
	const asked = { orderNumber: new Set<string>(), customerOrderNumber: new Set<string>() };
	for (const { numbers } of plans) {
		const field = leadingField(numbers);
		if (numbers[field].length === 0) return undefined;
		for (const number of numbers[field]) asked[field].add(foldNumber(number));
	}
	if (!first) return undefined;
	const run = startRun(client.host, first.limits, options);
	const context = { client, run, version: versionOf(client.account), criteria: first.criteria };
	const isAskedFor = (order: Order) =>
		(['orderNumber', 'customerOrderNumber'] as const).some((field) =>
			numbersOf(order, field).some((number) => asked[field].has(number)),
		);
	return readPeriod(context, asked.orderNumber.size + asked.customerOrderNumber.size, isAskedFor);
}

/** The same text for searches that differ in their numbers only. */
export function planWithoutNumbers({ criteria, ...plan }: SearchPlan): string {
	const asked = { ...criteria, orderNumber: '', customerOrderNumber: '' };
	return textOf({ ...plan, numbers: undefined, criteria: asked });
}

/** The same text for searches that ask the same. */
export function textOf(plan: unknown): string {
	return JSON.stringify(plan, (_name, value: unknown) =>
		value instanceof Set ? [...(value as Set<string>)].sort() : value,
	);
}
