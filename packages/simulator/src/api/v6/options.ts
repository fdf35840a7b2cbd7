import { oneOf, optional, text, trueOrFalse, wholeNumber, type Check } from '../../check-values.ts';
import { resetFormats, type ResetFormat } from '../../options.ts';

/** How version 6 says that nothing was found. */
export const nothingFoundForms = [
	'no-content',
	'zero',
	'bare',
	'blank',
	'not-found',
	'bad-request',
] as const;

export const wordForms = ['capitals', 'title', 'im', 'im-lower', 'mixed'] as const;

export const errorForms = ['documented', 'traceid', 'misspelled', 'null-message', 'array'] as const;

/**
 * What nobody outside knows of version 6, or what its documents and those who use it tell
 * differently. All of it can be changed while the simulator runs.
 */
export interface V6Options {
	/** The code of the United Kingdom. Default `both`. */
	readonly unitedKingdom?: 'UK' | 'GB' | 'both';
	/** Refuse requests without IM-SenderID. Default false. */
	readonly requireSenderId?: boolean;
	/** Refuse requests for a v6 invoice without IM-ApplicationID. Default false. */
	readonly requireApplicationId?: boolean;
	/** Status for a customer number that is not the application's. Default 403. */
	readonly foreignCustomerStatus?: 400 | 401 | 403 | 500;
	/** Send the correlation id and the sender id back in headers. Default true. */
	readonly echoCorrelationId?: boolean;
	/** The shape of the service's own errors. Default `documented`. */
	readonly errorForm?: (typeof errorForms)[number];
	/** How X-RateLimit-Reset is written. Default `delta-seconds`. */
	readonly resetFormat?: ResetFormat;

	/**
	 * How an empty result is told: 204 (`no-content`, default), 200 with counts of 0 (`zero`), with an
	 * empty object (`bare`) or without a body (`blank`), 404 (`not-found`) or 400 (`bad-request`).
	 */
	readonly nothingFound?: (typeof nothingFoundForms)[number];
	/** The message of `not-found` and `bad-request`. Default `No Records Found`. */
	readonly nothingFoundMessage?: string;
	/** `recordsFound`, `pageSize`, `pageNumber` and totals are texts (default) or numbers. */
	readonly counts?: 'text' | 'number';
	/** What `recordsFound` counts; `missing` leaves it out. Default `orders`. */
	readonly recordsFound?: 'orders' | 'suborders' | 'missing';
	/** A search for a purchase order number finds those that begin with it too (`inexact`, default). */
	readonly purchaseOrderSearch?: 'inexact' | 'exact';
	/** A search for a status finds orders by their own one (`order`, default) or by any suborder's. */
	readonly statusFilter?: 'order' | 'suborder';
	/** How many days a search without dates and numbers looks back, 0 for all. Default 20. */
	readonly defaultDays?: number;
	/** What makes a search look back further. Default `dates-or-numbers`. */
	readonly defaultDaysUnless?: 'dates-or-numbers' | 'any-parameter';
	/** Whether the two days of a period belong to it. Default `included`. */
	readonly dayEnds?: 'included' | 'excluded';
	/** Page sizes beyond `search.maxPageSize` are served as that one (`cut`, default) or refused. */
	readonly largePages?: 'cut' | 'refused';
	/** Default `newest-first`. */
	readonly sort?: 'newest-first' | 'oldest-first';

	/** How `ingramOrderDate` is written; `date` is without a time. Default `offset`. */
	readonly dates?: 'offset' | 'utc' | 'date';
	/** The zone of dates with an offset, and of days. Default `+05:30`, as in the document's sample. */
	readonly utcOffset?: string;
	/** How words of statuses are written; `mixed` is all of them in turn. Default `capitals`. */
	readonly wordForm?: (typeof wordForms)[number];
	/** The document's five words (default), or the names that Ingram Micro's systems use. */
	readonly vocabulary?: 'documented' | 'system';
	/** Default `CANCELLED`; `VOIDED` of the system's names stays. */
	readonly cancelledWord?: 'CANCELLED' | 'CANCELED';
	/**
	 * `orderStatus` of an order with suborders: OPEN, CLOSED or CANCELLED (`documented`, default), a word
	 * as its suborders have them (`derived`), or none.
	 */
	readonly orderStatus?: 'documented' | 'derived' | 'missing';
	/** How `subOrders` of an SAP country's order are told. Default `missing`. */
	readonly noSubOrders?: 'missing' | 'empty';
	/**
	 * Links of a suborder: a list (default; the order then has one object), one object as in the
	 * document's sample, or none.
	 */
	readonly links?: 'array' | 'object' | 'none';
	/** Where links to order details lead. Default `v6.1`. */
	readonly orderLinks?: 'v6.1' | 'v6' | 'v5';
	/** Where links to invoices lead; `v5-bare` is without customer number and country. Default `v5`. */
	readonly invoiceLinks?: 'v5' | 'v5-bare' | 'v6' | 'v6.1' | 'none';
	/** Whether links of the sandbox lead into the sandbox. Default false. */
	readonly sandboxLinks?: boolean;
	/** Each list of suborders ends with an entry that holds only links, as in the sample. Default true. */
	readonly linkOnlyEntry?: boolean;

	/** Status for details of an order that does not exist. Default 404. */
	readonly detailsNotFound?: 404 | 500;
	/** v6.1 tells no lines; v6 with a suborder's number does. Default false. */
	readonly detailsWithoutLines?: boolean;
	/** Details tell each line twice. Default false. */
	readonly repeatedLines?: boolean;
	/** Whether lines name their suborder, except in SAP countries. Default true. */
	readonly lineSubOrders?: boolean;
	/** Each tracking number in a field of its own (default), all in one, or none. */
	readonly trackingNumbers?: 'each' | 'joined' | 'missing';
	/** The name of the list of serial numbers. Default `serialNumbers`. */
	readonly serialNumbersName?: 'serialNumbers' | 'serialNumberDetails' | 'serialnumbers';
	/** v6 invoices are served (default) or answered with the error that users report. */
	readonly invoices?: 'served' | 'error';
}

export type V6Settings = Required<V6Options>;

export const defaultV6: V6Settings = {
	unitedKingdom: 'both',
	requireSenderId: false,
	requireApplicationId: false,
	foreignCustomerStatus: 403,
	echoCorrelationId: true,
	errorForm: 'documented',
	resetFormat: 'delta-seconds',
	nothingFound: 'no-content',
	nothingFoundMessage: 'No Records Found',
	counts: 'text',
	recordsFound: 'orders',
	purchaseOrderSearch: 'inexact',
	statusFilter: 'order',
	defaultDays: 20,
	defaultDaysUnless: 'dates-or-numbers',
	dayEnds: 'included',
	largePages: 'cut',
	sort: 'newest-first',
	dates: 'offset',
	utcOffset: '+05:30',
	wordForm: 'capitals',
	vocabulary: 'documented',
	cancelledWord: 'CANCELLED',
	orderStatus: 'documented',
	noSubOrders: 'missing',
	links: 'array',
	orderLinks: 'v6.1',
	invoiceLinks: 'v5',
	sandboxLinks: false,
	linkOnlyEntry: true,
	detailsNotFound: 404,
	detailsWithoutLines: false,
	repeatedLines: false,
	lineSubOrders: true,
	trackingNumbers: 'each',
	serialNumbersName: 'serialNumbers',
	invoices: 'served',
};

const offset: Check = (value) =>
	typeof value === 'string' && /^[+-](0\d|1[0-4]):[0-5]\d$/.test(value)
		? undefined
		: 'an offset such as +05:30 or -07:00';

export const v6Checks: Readonly<Record<keyof V6Settings, Check>> = {
	unitedKingdom: optional(oneOf(['UK', 'GB', 'both'])),
	requireSenderId: optional(trueOrFalse),
	requireApplicationId: optional(trueOrFalse),
	foreignCustomerStatus: optional(oneOf([400, 401, 403, 500])),
	echoCorrelationId: optional(trueOrFalse),
	errorForm: optional(oneOf(errorForms)),
	resetFormat: optional(oneOf(resetFormats)),
	nothingFound: optional(oneOf(nothingFoundForms)),
	nothingFoundMessage: optional(text),
	counts: optional(oneOf(['text', 'number'])),
	recordsFound: optional(oneOf(['orders', 'suborders', 'missing'])),
	purchaseOrderSearch: optional(oneOf(['inexact', 'exact'])),
	statusFilter: optional(oneOf(['order', 'suborder'])),
	defaultDays: optional(wholeNumber(0)),
	defaultDaysUnless: optional(oneOf(['dates-or-numbers', 'any-parameter'])),
	dayEnds: optional(oneOf(['included', 'excluded'])),
	largePages: optional(oneOf(['cut', 'refused'])),
	sort: optional(oneOf(['newest-first', 'oldest-first'])),
	dates: optional(oneOf(['offset', 'utc', 'date'])),
	utcOffset: optional(offset),
	wordForm: optional(oneOf(wordForms)),
	vocabulary: optional(oneOf(['documented', 'system'])),
	cancelledWord: optional(oneOf(['CANCELLED', 'CANCELED'])),
	orderStatus: optional(oneOf(['documented', 'derived', 'missing'])),
	noSubOrders: optional(oneOf(['missing', 'empty'])),
	links: optional(oneOf(['array', 'object', 'none'])),
	orderLinks: optional(oneOf(['v6.1', 'v6', 'v5'])),
	invoiceLinks: optional(oneOf(['v5', 'v5-bare', 'v6', 'v6.1', 'none'])),
	sandboxLinks: optional(trueOrFalse),
	linkOnlyEntry: optional(trueOrFalse),
	detailsNotFound: optional(oneOf([404, 500])),
	detailsWithoutLines: optional(trueOrFalse),
	repeatedLines: optional(trueOrFalse),
	lineSubOrders: optional(trueOrFalse),
	trackingNumbers: optional(oneOf(['each', 'joined', 'missing'])),
	serialNumbersName: optional(oneOf(['serialNumbers', 'serialNumberDetails', 'serialnumbers'])),
	invoices: optional(oneOf(['served', 'error'])),
};
