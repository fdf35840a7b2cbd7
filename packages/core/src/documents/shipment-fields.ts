import { isObject, list, text, type JsonObject } from '../json.ts';

/** What linked documents tell of a shipment, flat for a spreadsheet; each `''` where it is not told. */
export interface ShipmentFields {
	/** Separated by commas. */
	trackingNumbers: string;
	carrier: string;
	/** As the API sent it, the latest where there are several. */
	shippedAt: string;
	/** As the API sent it, the latest where there are several. */
	estimatedDelivery: string;
	/** Separated by commas. */
	serialNumbers: string;
	/** Separated by commas. */
	invoiceNumber: string;
}

/** How deep documents nest; a hostile one could nest without end. */
const maxDepth = 12;

/**
 * Reads them from an order's details of either version of the API, and from its invoice. Lists may
 * come as one object alone, and serial numbers under several names.
 * @param subOrderNumber whose lines are read; all lines where none names its suborder
 */
export function shipmentFields(
	subOrderNumber: string,
	{
		order,
		invoice,
	}: { order?: JsonObject | null | undefined; invoice?: JsonObject | null | undefined },
): ShipmentFields {
	const lines = order ? linesOf(order, subOrderNumber) : [];
	const inLines = (...names: string[]) => unique(lines.flatMap((line) => textsAt(line, names)));
	const carriers = inLines('carriername');
	const invoices = inLines('invoicenumber');
	return {
		trackingNumbers: unique(inLines('trackingnumber').flatMap(separate)).join(', '),
		carrier: (carriers.length > 0 ? carriers : inLines('carriercode')).join(', '),
		shippedAt: latest(inLines('shippeddate', 'shipmentdate')),
		estimatedDelivery: latest(
			['estimateddeliverydate', 'deliverydate', 'promiseddeliverydate']
				.map((name) => inLines(name))
				.find((dates) => dates.length > 0) ?? [],
		),
		serialNumbers: inLines('serialnumber', 'serialnumbers').join(', '),
		invoiceNumber: (invoices.length > 0
			? invoices
			: unique(invoice ? textsAt(invoice, ['invoicenumber']) : [])
		).join(', '),
	};
}

function linesOf(order: JsonObject, subOrderNumber: string): JsonObject[] {
	const lines = list(order, 'lines').filter(isObject);
	const orderNumber = text(order, 'ordernumber') || text(order, 'ingramordernumber');
	const named = lines.filter((line) => subOrderOf(line, orderNumber) !== '');
	if (named.length === 0 || subOrderNumber === '') return lines;
	return named.filter((line) => isSame(subOrderOf(line, orderNumber), subOrderNumber));
}

/** Version 6 names it; version 5 tells the part behind the order's number. */
function subOrderOf(line: JsonObject, orderNumber: string): string {
	const named = text(line, 'subordernumber');
	if (named !== '') return named;
	const suffix = text(line, 'ordersuffix');
	return suffix === '' ? '' : `${text(line, 'erpordernumber') || orderNumber}-${suffix}`;
}

/** All texts in fields of these names, wherever they are. */
function textsAt(value: unknown, names: readonly string[], depth = 0): string[] {
	if (depth > maxDepth) return [];
	if (Array.isArray(value)) {
		return value.flatMap((entry: unknown) => textsAt(entry, names, depth + 1));
	}
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([name, inner]) => {
		if (!names.includes(name.toLowerCase())) return textsAt(inner, names, depth + 1);
		const entries: unknown[] = Array.isArray(inner) ? inner : [inner];
		return entries.flatMap((entry) =>
			isObject(entry) ? textsAt(entry, names, depth + 1) : plainText(entry),
		);
	});
}

function plainText(value: unknown): string[] {
	const written = typeof value === 'number' ? String(value) : value;
	return typeof written === 'string' && written.trim() !== '' ? [written.trim()] : [];
}

/** One field may hold several tracking numbers. */
function separate(numbers: string): string[] {
	return numbers.split(/[,;\s]+/).filter((number) => number !== '');
}

function unique(texts: readonly string[]): string[] {
	return [...new Set(texts)];
}

function latest(dates: readonly string[]): string {
	return dates.reduce(
		(last, date) => (Date.parse(date) >= Date.parse(last) ? date : last),
		dates[0] ?? '',
	);
}

function isSame(one: string, other: string): boolean {
	return one.toUpperCase() === other.toUpperCase();
}
