import { versionOf } from '../api/versions.ts';
import { IngramError } from '../errors/ingram-error.ts';
import { criteriaFor } from '../input/criteria.ts';
import type { Customer } from '../input/customer.ts';
import { foldNumber } from '../input/numbers.ts';
import { numbersOf } from '../orders/numbers-of.ts';
import type { Order } from '../orders/order.ts';
import { countryName } from '../reference/countries.ts';
import { readWhole } from '../reading/read-whole.ts';
import type { IngramClient } from '../requests/client.ts';
import type { Run } from '../requests/run.ts';

/** One order by its number. */
export interface OrderNumber {
	orderNumber: string;
	customer: Customer;
}

/** How many orders a failure names. */
const maxNamed = 5;

/**
 * The order with a number. It is searched for: the search tells where a number stands for several
 * orders, and what is known of the order where there is no document yet.
 * @throws IngramError `NOT_FOUND`, `INVALID_INPUT` where several orders have the number, or of every
 * other code
 */
export async function findOrder(
	client: IngramClient,
	run: Run,
	asked: OrderNumber,
): Promise<Order> {
	const { orderNumber, customer } = asked;
	const criteria = criteriaFor(customer, { orderNumber });
	const { account, host } = client;
	const listings = versionOf(account).listings(account, criteria, host.now());
	const found: Order[] = [];
	for (const listing of listings) found.push(...(await readWhole(client, run, listing)));
	const number = foldNumber(orderNumber);
	const exact = found.filter((order) => foldNumber(order.orderNumber) === number);
	const isMeant = (order: Order) => numbersOf(order, 'orderNumber').includes(number);
	const meant = exact.length > 0 ? exact : found.filter(isMeant);
	const [order, ...others] = meant;
	if (!order) throw noSuchOrder(asked, client);
	if (others.length > 0) throw severalOrders(meant, asked, client);
	return order;
}

function noSuchOrder({ orderNumber, customer }: OrderNumber, client: IngramClient): IngramError {
	const { customerNumber, countryCode } = customer;
	const { environment, origin } = client.account;
	const place = environment === 'custom' ? origin : environment;
	const shown = (text: string) => client.quote(text);
	const ofShipment = /^(\w+-\w+)-\w+$/.exec(orderNumber)?.[1];
	const hint =
		ofShipment === undefined
			? 'It is the sales order number of Ingram Micro, e.g. 20-RD12H, and not the number of your purchase order.'
			: `It looks like the number of a shipment (suborder); the order of that one would be ${shown(ofShipment)}.`;
	return new IngramError({
		code: 'NOT_FOUND',
		message: `Ingram Micro found no order with the Order Number ${shown(orderNumber)} for the Customer Number ${shown(customerNumber)}, Country ${countryName(countryCode)}, Environment ${place}.`,
		remedy: `Check the number. ${hint}`,
		retryable: false,
	});
}

function severalOrders(
	orders: readonly Order[],
	{ orderNumber }: OrderNumber,
	client: IngramClient,
): IngramError {
	const named = orders
		.slice(0, maxNamed)
		.map(
			({ orderNumber: number, customerOrderNumber, entryTimestamp }) =>
				`${client.quote(number)} of ${client.quote(entryTimestamp)} (Customer Order Number ${client.quote(customerOrderNumber)})`,
		);
	const message = `${String(orders.length)} orders have the Order Number ${client.quote(orderNumber)}: ${named.join(', ')}${orders.length > maxNamed ? ' and others' : ''}.`;
	return new IngramError({
		code: 'INVALID_INPUT',
		message,
		remedy:
			'Give the whole number; where several have the same, search for the number and follow the links of the order that you mean.',
		retryable: false,
		problems: [{ name: 'orderNumber', message }],
	});
}
