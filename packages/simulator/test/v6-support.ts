import type {
	NewSubOrder,
	Order,
	Simulator,
	SimulatorOptions,
	V6Options,
} from '@ingram-orders/simulator';
import { fetchToken, noon, readBody, start, type Reply } from './support.ts';

export const v6SearchPath = '/resellers/v6/orders/search';

/** What every request to version 6 says of itself; a header is left out by `null`. */
export const v6Headers: Readonly<Record<string, string | null>> = {
	'IM-CustomerNumber': '20-123456',
	'IM-CountryCode': 'UK',
	'IM-CorrelationID': '0123456789abcdef0123456789abcdef',
};

export interface V6Order {
	readonly ingramOrderNumber: string;
	readonly ingramOrderDate: string;
	readonly orderStatus?: string;
	readonly subOrders?: readonly V6SubOrder[];
	readonly links?: unknown;
}

export interface V6SubOrder {
	readonly subOrderNumber?: string;
	readonly subOrderStatus?: string;
	readonly links?: unknown;
}

export interface V6Page {
	readonly recordsFound?: unknown;
	readonly pageSize?: unknown;
	readonly pageNumber?: unknown;
	readonly orders?: readonly V6Order[];
}

type Query = string | Record<string, string> | readonly [string, string][];

/** A simulator that is closed after the test, and somebody who has a token for it. */
export interface V6Client {
	readonly simulator: Simulator;
	readonly get: (
		path: string,
		query?: Query,
		headers?: Readonly<Record<string, string | null>>,
	) => Promise<Reply>;
	readonly search: (
		query?: Query,
		headers?: Readonly<Record<string, string | null>>,
	) => Promise<Reply>;
}

export async function startV6(
	options: SimulatorOptions = {},
	clientId = 'demo-app',
	clientSecret = 'demo-secret',
): Promise<V6Client> {
	const simulator = await start(options);
	const token = await fetchToken(simulator.origin, clientId, clientSecret);
	const get: V6Client['get'] = async (path, query = {}, headers = {}) => {
		const sent = Object.entries({ ...v6Headers, ...headers }).flatMap(([name, value]) =>
			value === null ? [] : [[name, value] as const],
		);
		const text = new URLSearchParams(query as Record<string, string>).toString();
		const response = await fetch(`${simulator.origin}${path}?${text}`, {
			headers: { authorization: `Bearer ${token}`, ...Object.fromEntries(sent) },
		});
		return { status: response.status, headers: response.headers, body: await readBody(response) };
	};
	return { simulator, get, search: (query, headers) => get(v6SearchPath, query, headers) };
}

/** Only the orders that a test gives, at the same moment. */
export const frozen = { now: () => noon, documentedOrders: false };

/** These orders, with dates and days in UTC unless the settings say otherwise. */
export const startWith = (orders: readonly Order[], v6: V6Options = {}): Promise<V6Client> =>
	startV6({ ...frozen, orders, v6: { utcOffset: '+00:00', ...v6 } });

/** The time so many days before noon, as orders are entered. */
export function daysAgo(days: number): string {
	return `${new Date(noon - days * 86_400_000).toISOString().slice(0, 19)}Z`;
}

/** The orders of a search's page, none where it has no content. */
export function ordersOf({ body }: Reply): readonly V6Order[] {
	return (body as V6Page).orders ?? [];
}

export function numbersOf(reply: Reply): string[] {
	return ordersOf(reply).map(({ ingramOrderNumber }) => ingramOrderNumber);
}

/** The statuses of a page's suborders, order by order. */
export function wordsOf(reply: Reply): (string | undefined)[][] {
	return ordersOf(reply).map(({ subOrders = [] }) =>
		subOrders
			.filter(({ subOrderNumber }) => subOrderNumber !== undefined)
			.map(({ subOrderStatus }) => subOrderStatus),
	);
}

/** An order with suborders of these codes. */
export function orderWith(
	orderNumber: string,
	entryTimestamp: string,
	statusCodes: readonly string[],
	more: Partial<Order> = {},
): Order {
	return {
		orderNumber,
		entryTimestamp,
		customerOrderNumber: 'PO-1',
		subOrders: statusCodes.map((statusCode, index) => ({
			subOrderNumber: `${orderNumber}-${index + 1}1`,
			statusCode,
			status: `STATUS ${statusCode}`,
			holdReasonCode: '',
			holdReason: '',
		})),
		...more,
	};
}

/** Enters an order today with suborders of these codes or words. */
export function enter(
	{ control }: Simulator,
	orderNumber: string,
	...subOrders: readonly NewSubOrder[]
): void {
	control.enterOrder({ orderNumber, subOrders });
}
