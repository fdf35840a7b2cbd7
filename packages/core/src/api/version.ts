import { IngramError, type Problem } from '../errors/ingram-error.ts';
import type { Warning } from '../errors/warning.ts';
import type { HttpResponse } from '../host.ts';
import type { Account } from '../input/account.ts';
import type { ApiVersionName } from '../input/api-version.ts';
import type { Criteria } from '../input/criteria.ts';
import type { Customer } from '../input/customer.ts';
import type { JsonObject } from '../json.ts';
import type { Order, SearchPage } from '../orders/order.ts';
import type { Codes } from '../orders/rows.ts';

/** What an answer is. Who reads it decides this; who sent the request acts on it. */
export type Outcome<T> =
	| { kind: 'value'; value: T }
	/** `quota`: the window is used up. `spike`: too many at once, quota left. Waited out, not a failure. */
	| { kind: 'limited'; by: 'quota' | 'spike' }
	/** The token was refused; `failure` is for when a new one is refused as well. */
	| { kind: 'unauthorized'; failure: IngramError }
	| { kind: 'failed'; failure: IngramError };

/** One GET request to the API, and how its answer is read. */
export interface ApiRequest<T> {
	/** Which of the endpoints that Ingram Micro counts separately it goes to. */
	counter: string;
	/** Absolute URL. */
	url: string;
	/** Beside those that every request has; names in lower case. */
	headers?: Readonly<Record<string, string>>;
	/** The header, in lower case, in which each sending has an id of its own; failures then tell it. */
	correlationHeader?: string;
	/** Never throws. Texts of the server in a failure are as it sent them. */
	read(answer: HttpResponse): Outcome<T>;
}

/** A list of orders at the API that can be read page by page. It holds at least what is asked. */
export interface Listing {
	/** @param pageNumber from 1 */
	page(pageNumber: number, pageSize: number): ApiRequest<SearchPage>;
	/**
	 * The same list without the orders entered after `serverTime` (milliseconds since 1970), where
	 * the list has no end of its own: new orders would shift its pages while they are read.
	 */
	endingAt(serverTime: number): Listing;
}

/** What is asked that a version may be unable to answer. */
export type Asked = Customer & Pick<Criteria, 'holdReason'>;

/** All that differs between the versions of the API. */
export interface ApiVersion {
	name: ApiVersionName;
	/** What this version cannot answer; the names are those of the search's fields. */
	problemsWith: (asked: Asked) => Problem[];
	/** The status codes of this version's orders that may be what was asked for. */
	statusesMeeting: (asked: ReadonlySet<string>) => ReadonlySet<string>;
	/**
	 * The lists that together hold all that the criteria ask for.
	 * @param now milliseconds since 1970
	 */
	listings: (account: Account, criteria: Criteria, now: number) => Listing[];
	/** The lists of what is on hold by its status, of the criteria's period and customer. */
	heldListings: (account: Account, criteria: Criteria, now: number) => Listing[];
	/** Whether a suborder with this status is on those lists. */
	isListedAsHeld: (statusCode: string) => boolean;
	/** Whether those lists are sure to hold every such suborder. */
	listsAllHeld: boolean;
	/**
	 * How long after its time of entry an order may appear behind newer ones, in milliseconds. Times
	 * are rounded, and some orders arrive late.
	 */
	entryOverlapMs: number;
	/** Which orders of its lists are asked for; undefined where all of them are. */
	orderFilter: (criteria: Criteria) => ((order: Order) => boolean) | undefined;
	/** What the user should know of a search with these criteria, whatever it finds. */
	warningsOf: (criteria: Criteria) => Warning[];
	/** Where searches are counted by the rate limit. */
	searchCounter: string;
	codes: Codes;
	/** The order as the API would have sent it with exactly these suborders. */
	toRaw: (order: Order) => JsonObject;
	/** The request for a document of this version: an order's details or an invoice. */
	document: (url: URL, customer: Customer) => ApiRequest<JsonObject>;
}

/** The outcome of reading an answer with code that throws an IngramError where it cannot be read. */
export function readingOutcome<T>(read: () => T): Outcome<T> {
	try {
		return { kind: 'value', value: read() };
	} catch (thrown) {
		if (thrown instanceof IngramError) return { kind: 'failed', failure: thrown };
		throw thrown;
	}
}
