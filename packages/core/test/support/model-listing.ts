/** A shipment of an order. */
export interface ModelSubOrder {
	readonly number: string;
	/** `''` is the blank code. */
	readonly statusCode: string;
	/** `''` is the blank code. */
	readonly holdReasonCode: string;
}

/** One entry of the server's list: an order, or a part of one. */
export interface ModelEntry {
	readonly orderNumber: string;
	readonly customerOrderNumber: string;
	/** ISO 8601 UTC to the second. */
	readonly entryTimestamp: string;
	readonly subOrders: readonly ModelSubOrder[];
}

/** How a server lists its orders. */
export interface ListingRules {
	/** What `ordersfound` counts, where an order comes in several entries. */
	readonly counts: 'entries' | 'orders';
	readonly maxPageSize: number;
	readonly echoesPageSize: 'asked' | 'used' | 'never';
	/** What a query for a status leaves out: orders without it, entries without it, or suborders too. */
	readonly statusFilter: 'orders' | 'entries' | 'suborders';
	/** What a page says that holds nothing. */
	readonly emptyPage: 'failed' | 'success' | 'total' | 'zero';
	/** Entries that are counted and never listed. */
	readonly hidden: ReadonlySet<ModelEntry>;
	/** Whether a hidden entry leaves its page shorter. */
	readonly hiddenLeaveGaps: boolean;
	/** Page 1 of a query is empty when it is asked for again. */
	readonly secondReadingIsEmpty: boolean;
	/** From this page on all pages are empty. */
	readonly emptyFromPage: number;
	readonly repeatsPageOne: boolean;
	/** The total names this many more orders than there are. */
	readonly overstatesBy: number;
}

/** A list as it is, in the form of the document's sample. */
export const truthfulListing: ListingRules = {
	counts: 'entries',
	maxPageSize: 100,
	echoesPageSize: 'asked',
	statusFilter: 'entries',
	emptyPage: 'failed',
	hidden: new Set(),
	hiddenLeaveGaps: false,
	secondReadingIsEmpty: false,
	emptyFromPage: Infinity,
	repeatsPageOne: false,
	overstatesBy: 0,
};

/** The default of Order Lookup API v5, Query Parameters. */
export const defaultPageSize = 25;

/**
 * The body that answers a search.
 * @param isAgain whether page 1 of this query has been answered before
 */
export function listPage(
	rules: ListingRules,
	entries: readonly ModelEntry[],
	parameters: URLSearchParams,
	isAgain: boolean,
): string {
	const asked = Number(parameters.get('pagesize') ?? defaultPageSize);
	const askedNumber = Number(parameters.get('pagenumber') ?? 1);
	const size = Math.min(asked, rules.maxPageSize);
	const number = rules.repeatsPageOne ? 1 : askedNumber;
	const matching = matchingEntries(rules, entries, parameters);
	const isListed = (entry: ModelEntry) => !rules.hidden.has(entry);
	const listed = rules.hiddenLeaveGaps ? matching : matching.filter(isListed);
	const page = listed.slice((number - 1) * size, number * size).filter(isListed);
	const found = countFound(rules, matching) + rules.overstatesBy;
	const isEmpty = askedNumber >= rules.emptyFromPage || (isAgain && rules.secondReadingIsEmpty);
	if (isEmpty || page.length === 0) return emptyBody(rules, found, asked);
	const status = rules.statusFilter === 'suborders' ? parameters.get('orderstatus') : null;
	const pageSize = { asked, used: size, never: undefined }[rules.echoesPageSize];
	const orders = page.map((entry) => writeEntry(entry, status));
	return wrap('SUCCESS', 'Data found', found, pageSize, orders);
}

/** The entries that meet a request's filters, in the list's order. */
export function matchingEntries(
	{ statusFilter }: Pick<ListingRules, 'statusFilter'>,
	entries: readonly ModelEntry[],
	parameters: URLSearchParams,
): readonly ModelEntry[] {
	const orderNumber = parameters.get('ordernumber');
	const customerOrderNumber = parameters.get('customerordernumber');
	const status = parameters.get('orderstatus');
	const start = parameters.get('startcreatetimestamp') ?? '';
	const end = parameters.get('endcreatetimestamp') ?? '9999';
	const hasStatus = (entry: ModelEntry) =>
		entry.subOrders.some((each) => each.statusCode === status);
	const ordersWithStatus = new Set(
		status !== null && statusFilter === 'orders' ? entries.filter(hasStatus).map(identityOf) : [],
	);
	return entries.filter(
		(entry) =>
			(orderNumber === null || entry.orderNumber === orderNumber) &&
			(customerOrderNumber === null || entry.customerOrderNumber === customerOrderNumber) &&
			(status === null || hasStatus(entry) || ordersWithStatus.has(identityOf(entry))) &&
			entry.entryTimestamp >= start &&
			entry.entryTimestamp <= end,
	);
}

/** What two entries share that are parts of one order. */
export function identityOf({
	orderNumber,
	entryTimestamp,
	customerOrderNumber,
}: Omit<ModelEntry, 'subOrders'>): string {
	return `${orderNumber} ${entryTimestamp} ${customerOrderNumber}`;
}

/** The total that is named for these entries. */
export function countFound({ counts }: ListingRules, matching: readonly ModelEntry[]): number {
	return counts === 'entries' ? matching.length : new Set(matching.map(identityOf)).size;
}

function emptyBody({ emptyPage }: ListingRules, found: number, asked: number): string {
	switch (emptyPage) {
		case 'failed':
			return wrap('FAILED', 'No data found', 0, 0);
		case 'success':
			return wrap('SUCCESS', 'No Data Found for given Search Criteria.', 0, 0);
		case 'total':
			return wrap('SUCCESS', 'Data found', found, asked, []);
		case 'zero':
			return wrap('SUCCESS', 'Data found', 0, 0, []);
	}
}

function wrap(
	status: string,
	message: string,
	found: number,
	pageSize: number | undefined,
	orders?: readonly string[],
): string {
	const preamble = `{"requeststatus":"${status}","returnmessage":"${message}"}`;
	const size = pageSize === undefined ? '' : `,"pagesize":"${pageSize}"`;
	const list = orders === undefined ? '' : `,"orders":[${orders.join(',')}]`;
	return `{"serviceresponse":{"responsepreamble":${preamble},"ordesearchresponse":{"ordersfound":"${found}"${size}${list}}}}`;
}

/** The ways in which the API writes the blank code. */
const blanks = ['', ' ', 'blank', null];

/** An entry as the API writes it. */
export function documentOf(entry: ModelEntry): object {
	return {
		ordernumber: entry.orderNumber,
		entrytimestamp: entry.entryTimestamp,
		customerordernumber: entry.customerOrderNumber,
		suborders: entry.subOrders.map(({ number, statusCode, holdReasonCode }, index) => ({
			subordernumber: number,
			statuscode: statusCode || blanks[index % blanks.length],
			holdreasoncode: holdReasonCode || blanks[(index + 1) % blanks.length],
		})),
	};
}

const written = new WeakMap<ModelEntry, string>();

/** @param status leaves out suborders with another status, unless it is null */
function writeEntry(entry: ModelEntry, status: string | null): string {
	if (status !== null) {
		const subOrders = entry.subOrders.filter((subOrder) => subOrder.statusCode === status);
		return JSON.stringify(documentOf({ ...entry, subOrders }));
	}
	const text = written.get(entry) ?? JSON.stringify(documentOf(entry));
	written.set(entry, text);
	return text;
}
