import { readKnownCustomer } from '../api/known-customer.ts';
import { documentRequest } from '../api/documents.ts';
import type { ApiRequest } from '../api/version.ts';
import { versionOf } from '../api/versions.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Account } from '../input/account.ts';
import type { Customer, CustomerInput } from '../input/customer.ts';
import { FieldReader } from '../input/fields.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../input/run-limits.ts';
import type { JsonObject } from '../json.ts';
import { linksTo } from '../orders/links.ts';
import type { Order } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type Run, type RunOptions } from '../requests/run.ts';
import { checkLink } from './check-link.ts';
import {
	linkField,
	orderNumberField,
	readSimplify,
	type SimplifyInput,
} from './document-fields.ts';
import { eachDocument } from './each-document.ts';
import { findOrder, type OrderNumber } from './find-order.ts';
import { simplifyDocument } from './simplify.ts';

/** What invoices are wanted, not yet checked: those of one order, or the one that a link leads to. */
export interface InvoicesInput extends CustomerInput, RunLimitsInput, SimplifyInput {
	/** Ingram Micro's sales order number; the branch in front may be left out. */
	orderNumber?: unknown;
	/** The value of `invoiceLink` of a search. */
	link?: unknown;
}

/** Checked invoices. */
export interface InvoicesPlan {
	of: OrderNumber | { request: ApiRequest<JsonObject> };
	simplify: boolean;
	limits: RunLimits;
}

type Reader = FieldReader<keyof InvoicesInput>;

/**
 * Checks what invoices are asked for, before any request.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planInvoices(input: InvoicesInput, account: Account): InvoicesPlan {
	const reader: Reader = new FieldReader<keyof InvoicesInput>(input);
	const customer = readKnownCustomer(reader, account);
	const plan: InvoicesPlan = {
		of: reader.isUnset(linkField)
			? { orderNumber: readOrderNumber(reader), customer }
			: readLink(reader, account, customer),
		simplify: readSimplify(reader),
		limits: readRunLimits(reader),
	};
	reader.finish();
	return plan;
}

function readOrderNumber(reader: Reader): string {
	if (!reader.isUnset(orderNumberField)) return reader.requiredText(orderNumberField);
	reader.report(
		orderNumberField,
		`${orderNumberField.label} must not be empty, unless ${linkField.label} leads to one invoice.`,
	);
	return '';
}

function readLink(
	reader: Reader,
	account: Account,
	customer: Customer,
): { request: ApiRequest<JsonObject> } {
	const checked = checkLink(reader.value(linkField), account);
	const request = documentRequest(
		'url' in checked ? checked.url : account.origin,
		account,
		customer,
	);
	if (!reader.isUnset(orderNumberField)) {
		reader.report(
			linkField,
			`${linkField.label} must be empty where ${orderNumberField.label} is set.`,
		);
	} else if ('problem' in checked) {
		reader.add([checked.problem]);
	} else if (!/invoice$/.test(request.counter)) {
		reader.report(
			linkField,
			`${linkField.label} must lead to an invoice; use the value of invoiceLink of a search.`,
		);
	}
	return { request };
}

/**
 * The invoices of one order, each once and in the order of its shipments; or the one of a link.
 * @throws IngramError `NOT_FOUND` where there is no such order, it is not invoiced yet or an invoice
 * can no longer be fetched; `INVALID_INPUT` where several orders have the number, or of every other
 * code
 */
export async function getInvoices(
	client: IngramClient,
	{ of, simplify, limits }: InvoicesPlan,
	options: RunOptions = {},
): Promise<JsonObject[]> {
	const run = startRun(client.host, limits, options);
	const requests = 'request' in of ? [of.request] : await requestsFor(of, client, run);
	const documents = await eachDocument(
		requests,
		run,
		(signal) => (request) => client.get(request, run, signal),
	);
	return simplify ? documents.map(simplifyDocument) : documents;
}

async function requestsFor(
	asked: OrderNumber,
	client: IngramClient,
	run: Run,
): Promise<ApiRequest<JsonObject>[]> {
	const order = await findOrder(client, run, asked);
	const ofShipments = order.subOrders.flatMap(({ links }) => linksTo('invoice', links));
	const links = new Set([...ofShipments, ...linksTo('invoice', order.links)]);
	if (links.size === 0) throw notInvoiced(order, client);
	const checked = [...links].map((link) => checkLink(link, client.account));
	const problems = checked.flatMap((link) => ('problem' in link ? [link.problem] : []));
	if (problems.length > 0) throw invalidInput(problems);
	const urls = new Set(checked.flatMap((link) => ('url' in link ? [link.url] : [])));
	return [...urls].map((url) => documentRequest(url, client.account, asked.customer));
}

function notInvoiced({ orderNumber, subOrders }: Order, client: IngramClient): IngramError {
	const { orderStatus } = versionOf(client.account).codes;
	const statuses = new Set(
		subOrders.map(({ statusCode, status }) =>
			client.quote(orderStatus.describe(statusCode, status)),
		),
	);
	const known = statuses.size === 0 ? '' : ` Its status is: ${[...statuses].join(', ')}.`;
	return new IngramError({
		code: 'NOT_FOUND',
		message: `Order ${client.quote(orderNumber)} is not invoiced yet.${known}`,
		remedy: 'Run it again once the order has been invoiced.',
		retryable: false,
	});
}
