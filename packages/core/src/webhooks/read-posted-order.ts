import { readKnownCustomer } from '../api/known-customer.ts';
import { versionOf } from '../api/versions.ts';
import {
	eachWithDocuments,
	linkedDocuments,
	type Linked,
	type LinkedDocument,
} from '../documents/linked-documents.ts';
import type { Account } from '../input/account.ts';
import { criteriaFor } from '../input/criteria.ts';
import type { Customer, CustomerInput } from '../input/customer.ts';
import { FieldReader } from '../input/fields.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../input/run-limits.ts';
import { labelOf } from '../input/search-fields.ts';
import type { Order } from '../orders/order.ts';
import { toRows, type SubOrderRow } from '../orders/rows.ts';
import { readWhole } from '../reading/read-whole.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type RunOptions } from '../requests/run.ts';
import type { PostedOrder } from './check-webhook.ts';
import type { WebhookEventName } from './event-types.ts';

/** How orders that were posted are looked up, not yet checked. */
export interface PostedInput extends CustomerInput, RunLimitsInput {
	/** Several of `order`, `invoice`: documents to fetch for each row. */
	includeLinked?: unknown;
}

/** How orders that were posted are looked up. */
export interface PostedPlan {
	customer: Customer;
	includeLinked: ReadonlySet<LinkedDocument>;
	limits: RunLimits;
}

/** A row as of now, with the event that was posted of it. */
export type PostedItem = {
	event: WebhookEventName;
	/** The same when the same event is posted again, and never the same for two rows. */
	eventId: string;
	/** ISO 8601 UTC: when it was looked up. */
	seenAt: string;
} & SubOrderRow &
	Linked;

const includeLinked = { name: 'includeLinked', label: labelOf('includeLinked') } as const;

/**
 * Checks how posted orders are to be looked up, before any request.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planPosted(input: PostedInput, account: Account): PostedPlan {
	const reader = new FieldReader<keyof PostedInput>(input);
	const plan: PostedPlan = {
		customer: readKnownCustomer(reader, account),
		includeLinked: reader.choices(includeLinked, linkedDocuments),
		limits: readRunLimits(reader),
	};
	reader.finish();
	return plan;
}

/**
 * Looks a posted order up, and gives its rows: those of the shipments that the event names, or all
 * where it names none that are there. Empty where Ingram Micro does not find the order.
 * @throws IngramError of every code but `INVALID_INPUT`
 */
export async function readPostedOrder(
	client: IngramClient,
	posted: PostedOrder,
	{ customer, includeLinked: wanted, limits }: PostedPlan,
	options: RunOptions & { onMissing?: (link: string, reason: string) => void } = {},
): Promise<PostedItem[]> {
	const { account, host } = client;
	const run = startRun(host, limits, options);
	const version = versionOf(account);
	const now = host.now();
	const criteria = criteriaFor(customer, { orderNumber: posted.orderNumber });
	const orders: Order[] = [];
	for (const listing of version.listings(account, criteria, now)) {
		orders.push(...(await readWhole(client, run, listing)));
	}
	const isAskedFor = version.orderFilter(criteria) ?? (() => true);
	const rows = chooseRows(
		orders.filter(isAskedFor).flatMap((order) => toRows(order, version.codes, now)),
		posted.subOrderNumbers,
	);
	const onMissing = (link: string, { message }: Error) => {
		options.onMissing?.(client.quote(link), message);
	};
	const complete = await eachWithDocuments<SubOrderRow & Linked>(
		rows,
		{ client, customer, run, wanted, onMissing },
		async (row, documents) => ({ ...row, ...(await documents.of(row)) }),
	);
	const { event, eventId } = posted;
	const seenAt = new Date(now).toISOString();
	return complete.map((row) => ({
		event,
		eventId: [eventId, event, row.orderNumber, row.subOrderNumber].join(':'),
		seenAt,
		...row,
	}));
}

function chooseRows(rows: readonly SubOrderRow[], named: readonly string[]): SubOrderRow[] {
	const chosen = rows.filter(({ subOrderNumber }) => named.includes(subOrderNumber));
	return chosen.length > 0 ? chosen : [...rows];
}
