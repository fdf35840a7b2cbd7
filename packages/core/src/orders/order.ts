import type { JsonObject } from '../json.ts';

/** A link to a document of an order or suborder; what the API sent, not checked. */
export interface OrderLink {
	/** `orders` or `invoices`. */
	topic: string;
	href: string;
	/** The HTTP method, `GET`. */
	type: string;
}

/** A part of an order that ships on its own. */
export interface SubOrder {
	subOrderNumber: string;
	/** `''` is the blank code. */
	statusCode: string;
	/** The API's text for the status; free text. */
	status: string;
	/** `''` is the blank code. */
	holdReasonCode: string;
	/** The API's text for the hold reason; free text. */
	holdReason: string;
	onHold: boolean;
	/** Where something is on hold for a reason that the API does not tell. */
	isReasonUntold?: true;
	links: readonly OrderLink[];
	/** The suborder exactly as the API sent it. */
	raw: JsonObject;
}

/** An order as the search returns it, whatever the version of the API. */
export interface Order {
	orderNumber: string;
	customerOrderNumber: string;
	/** ISO 8601 UTC; text that is not a date is passed through unchanged. */
	entryTimestamp: string;
	subOrders: readonly SubOrder[];
	links: readonly OrderLink[];
	/** True where other suborders of the same order have been given out before. */
	isContinued?: true;
	/** One entry of the answer as the API sent it; its suborders may be others than `subOrders`. */
	raw: JsonObject;
}

/** One page of a search. */
export interface SearchPage {
	/** How many orders the search found in all. */
	ordersFound: number;
	/** The page size the server says it used; 0 where it says none. */
	pageSize: number;
	orders: readonly Order[];
	/** The server's time of the answer, in milliseconds since 1970, where it says one. */
	serverTime?: number;
}
