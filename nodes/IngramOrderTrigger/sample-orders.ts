import {
	clock,
	isHoldStatus,
	OrderSearch,
	orderStatuses,
	planSearch,
	type IngramClient,
	type OutputItem,
	type SearchInput,
	type WatchInput,
	type WatchPlan,
} from '../shared/ingram.ts';

/** A suborder with its order, or an order, as the search gives it. */
export type Found = Exclude<OutputItem, { kind: 'raw' }>;

/** Enough to see how they differ, and few documents to fetch. */
const maxSamples = 3;

const dayMs = 24 * 60 * 60 * 1000;

const holdStatuses = orderStatuses.map(({ code }) => code).filter(isHoldStatus);

/** Some of what is on hold and meets the filters; by its status, else by its reason alone. */
export async function readHeld(
	client: IngramClient,
	plan: WatchPlan,
	input: WatchInput,
): Promise<Found[]> {
	const { orderStatus } = plan.telling;
	const isWanted = (code: string) => orderStatus.size === 0 || orderStatus.has(code);
	const statuses = holdStatuses.filter(isWanted);
	const byStatus =
		statuses.length === 0 ? [] : await read(client, plan, { ...input, orderStatus: statuses });
	return byStatus.length > 0 ? byStatus : read(client, plan, { ...input, onHoldOnly: true });
}

/** Some of the orders of the last day that meet the filters, or of the whole lookback. */
export async function readNewest(
	client: IngramClient,
	plan: WatchPlan,
	input: WatchInput,
): Promise<Found[]> {
	const ofToday = await read(client, { ...plan, lookbackMs: dayMs }, input);
	return ofToday.length > 0 ? ofToday : read(client, plan, input);
}

/** Only the first page of each list: a sample must not cost what a search does. */
async function read(
	client: IngramClient,
	{ lookbackMs }: WatchPlan,
	input: SearchInput & WatchInput,
): Promise<Found[]> {
	const createdAfter = new Date(clock.now() - lookbackMs).toISOString();
	const plan = planSearch(
		{ ...input, createdAfter, limit: maxSamples, pageNumber: 1 },
		client.account,
		'UTC',
	);
	const items = await new OrderSearch(client, plan).collect();
	return items.filter((item) => item.kind !== 'raw');
}
