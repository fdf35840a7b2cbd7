import { readKnownCustomer } from '../api/known-customer.ts';
import { documentRequest } from '../api/documents.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { IngramError } from '../errors/ingram-error.ts';
import type { Account } from '../input/account.ts';
import type { CustomerInput } from '../input/customer.ts';
import { FieldReader } from '../input/fields.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../input/run-limits.ts';
import type { JsonObject } from '../json.ts';
import { linksTo } from '../orders/links.ts';
import type { Order } from '../orders/order.ts';
import type { IngramClient } from '../requests/client.ts';
import { startRun, type RunOptions } from '../requests/run.ts';
import { checkLink } from './check-link.ts';
import { findOrder, type OrderNumber } from './find-order.ts';
import { orderNumberField, readSimplify, type SimplifyInput } from './document-fields.ts';
import { simplifyDocument } from './simplify.ts';

/** An order whose details are wanted, not yet checked. */
export interface OrderInput extends CustomerInput, RunLimitsInput, SimplifyInput {
	/** Ingram Micro's sales order number; the branch in front may be left out. */
	orderNumber: unknown;
}

/** A checked order number. */
export interface OrderPlan extends OrderNumber {
	simplify: boolean;
	limits: RunLimits;
}

/**
 * Checks what is asked of an order, before any request.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planOrder(input: OrderInput, account: Account): OrderPlan {
	const reader = new FieldReader<keyof OrderInput>(input);
	const plan: OrderPlan = {
		orderNumber: reader.requiredText(orderNumberField),
		customer: readKnownCustomer(reader, account),
		simplify: readSimplify(reader),
		limits: readRunLimits(reader),
	};
	reader.finish();
	return plan;
}

/**
 * The details of one order: its addresses, lines, amounts and shipments.
 * @throws IngramError `NOT_FOUND` where there is no such order or no details of it, `INVALID_INPUT`
 * where several orders have the number, or of every other code
 */
export async function getOrder(
	client: IngramClient,
	plan: OrderPlan,
	options: RunOptions = {},
): Promise<JsonObject> {
	const run = startRun(client.host, plan.limits, options);
	const order = await findOrder(client, run, plan);
	const checked = checkLink(linkToDetails(order, client), client.account);
	if ('problem' in checked) throw invalidInput([checked.problem]);
	const document = await client.get(
		documentRequest(checked.url, client.account, plan.customer),
		run,
	);
	return plan.simplify ? simplifyDocument(document) : document;
}

/** That of the whole order, or of its one shipment. */
function linkToDetails({ orderNumber, links, subOrders }: Order, client: IngramClient): string {
	const [ofOrder] = linksTo('order', links);
	if (ofOrder !== undefined) return ofOrder;
	const [ofShipment, ...others] = new Set(
		subOrders.flatMap((subOrder) => linksTo('order', subOrder.links)),
	);
	if (ofShipment !== undefined && others.length === 0) return ofShipment;
	throw new IngramError({
		code: 'NOT_FOUND',
		message: `Order ${client.quote(orderNumber)} was found, and Ingram Micro gives no link to its details${others.length > 0 ? ' as a whole' : ' yet'}.`,
		remedy:
			others.length > 0
				? 'Search for the order, and follow the link of each shipment.'
				: 'Try it again later; a search gives its status.',
		retryable: false,
	});
}
