import {
	followLink,
	holdReasons,
	invalidInput,
	listAvailability,
	OrderSearch,
	orderStatuses,
	planLink,
	planSearch,
	warehouses,
	type IngramClient,
	type OnProgress,
} from '@ingram-orders/core';
import { deliverParts, deliverWhole, type Delivery, type Outlet } from '../../messages/deliver.ts';
import type { OrderSearchDef, TypedField } from './order-search-def.ts';
import { summaryOf } from './summary.ts';

/** What one message's run works with. */
export interface Job {
	def: OrderSearchDef;
	client: () => IngramClient;
	read: (fields: readonly TypedField[]) => Promise<Partial<Record<TypedField, unknown>>>;
	outlet: Omit<Outlet, 'summary'>;
	signal: AbortSignal;
	onProgress: OnProgress;
	/** Is given what is known of the run, as soon as there is something. */
	onStart: (summary: () => object) => void;
}

/** What came of a run, for the status. */
export type Outcome =
	| { kind: 'orders'; count: number; complete: boolean; limited: boolean; warnings: string[] }
	| { kind: 'document' }
	| { kind: 'entries'; count: number };

/** Does what the node's operation says, and sends the result. */
export function runOperation(job: Job): Promise<Outcome> {
	switch (job.def.operation) {
		case 'getLinked':
			return getLinked(job);
		case 'getCodes':
			return getCodes(job);
		case 'search':
		case '':
		case undefined:
			return search(job);
		default:
			throw invalidInput([
				{ name: 'operation', message: 'Operation must be search, getLinked or getCodes.' },
			]);
	}
}

async function search(job: Job): Promise<Outcome> {
	const { def, outlet } = job;
	const delivery = readDelivery(def.delivery);
	const typed = await job.read([
		...['orderNumber', 'customerOrderNumber', 'orderStatus', 'holdReason', 'onHoldOnly'],
		...['createdAfter', 'createdBefore', 'customerNumber', 'countryCode'],
		...['limit', 'pageSize', 'pageNumber'],
	] as TypedField[]);
	const { output, maxWait, timeout } = def;
	const input = { ...typed, output, maxWait, timeout, includeLinked: asList(def.includeLinked) };
	const client = job.client();
	const plan = planSearch(input, client.account, hostTimeZone());
	const run = new OrderSearch(client, plan, { signal: job.signal, onProgress: job.onProgress });
	const summary = () => summaryOf(run.summary);
	job.onStart(summary);

	if (delivery === 'array') {
		const items = await run.collect();
		deliverWhole(
			items.map(({ json }) => json),
			{ ...outlet, summary },
		);
	} else {
		await deliverParts(delivery, pagesOf(run), { ...outlet, summary });
	}
	const { ordersReturned, complete, warnings } = run.summary;
	return {
		kind: 'orders',
		count: ordersReturned,
		complete,
		limited: warnings.some(({ code }) => code === 'LIMIT_REACHED'),
		warnings: warnings
			.filter(({ code }) => code === 'INCOMPLETE' || code === 'LINK_FAILED')
			.map(({ message }) => message),
	};
}

async function* pagesOf(run: OrderSearch): AsyncGenerator<unknown[], void, undefined> {
	for await (const page of run.pages()) yield page.map(({ json }) => json);
}

async function getLinked({ def, client, read, outlet, ...job }: Job): Promise<Outcome> {
	const { link } = await read(['link']);
	const { maxWait, timeout } = def;
	const plan = planLink({ link, maxWait, timeout }, client().account);
	const document = await followLink(client(), plan, job);
	const rateLimit = client().rateLimit(plan.request.counter);
	deliverWhole(document, {
		...outlet,
		summary: () => ({ complete: true, rateLimit, warnings: [] }),
	});
	return { kind: 'document' };
}

async function getCodes({ def, outlet }: Job): Promise<Outcome> {
	const delivery = readDelivery(def.delivery);
	const entries = codeTable(def.table);
	const summary = () => ({ complete: true, warnings: [] });
	if (delivery === 'array') deliverWhole(entries, { ...outlet, summary });
	else await deliverParts(delivery, onePage(entries), { ...outlet, summary });
	return { kind: 'entries', count: entries.length };
}

function codeTable(table: unknown): unknown[] {
	switch (table) {
		case 'orderStatus':
		case '':
		case undefined:
			return copies(orderStatuses);
		case 'holdReason':
			return copies(holdReasons);
		case 'warehouse':
			return copies(warehouses);
		case 'availability':
			return listAvailability(Date.now());
		default:
			throw invalidInput([
				{
					name: 'table',
					message: 'Table must be orderStatus, holdReason, warehouse or availability.',
				},
			]);
	}
}

/** Flows may change what they are given. */
function copies(entries: readonly object[]): object[] {
	return entries.map((entry) => ({ ...entry }));
}

// eslint-disable-next-line @typescript-eslint/require-await -- delivery takes pages as they come
async function* onePage(entries: unknown[]): AsyncGenerator<unknown[], void, undefined> {
	yield entries;
}

function readDelivery(value: unknown): Delivery {
	if (value === undefined || value === '') return 'array';
	if (value === 'array' || value === 'each' || value === 'page') return value;
	throw invalidInput([{ name: 'delivery', message: 'Delivery must be array, each or page.' }]);
}

/** The dialog stores several choices as text with commas. */
function asList(value: unknown): unknown {
	return typeof value === 'string' ? value.split(',').filter((name) => name !== '') : value;
}

function hostTimeZone(): string {
	return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
