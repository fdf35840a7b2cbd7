import { toTimestamp } from '../../clock.ts';
import type { Order } from '../../data/order.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer } from '../error-bodies.ts';
import type { OrderFilter } from '../find-orders.ts';
import type { Parameters } from '../parameters.ts';
import { dayOf, isDay } from './dates.ts';
import type { ErrorWriter, FieldError } from './errors.ts';
import type { V6Settings } from './options.ts';
import { derivedWord, filterWords, plainWord } from './status-words.ts';

/** Parameters that may come once only. */
const single = [
	'ingramOrderNumber',
	'customerOrderNumber',
	'orderStatus',
	'ingramOrderDate',
	'pageSize',
	'pageNumber',
];

/** What tells a search how far to look back. */
const datesAndNumbers = [
	'ingramOrderDate',
	'ingramOrderDate-bt',
	'ingramOrderNumber',
	'customerOrderNumber',
];

/** The specification's longest values. */
const maxLengths = { ingramOrderNumber: 11, customerOrderNumber: 35 };

/** Filters of the specification that this simulator does not have, and rather says so. */
const notSimulated = [
	'endCustomerOrderNumber',
	'invoiceDate_bt',
	'shipDate_bt',
	'deliveryDate_bt',
	'ingramPartNumber',
	'vendorPartNumber',
	'serialNumber',
	'trackingNumber',
	'vendorName',
	'specialBidNumber',
];

const dayMs = 86_400_000;

/**
 * The filters of a search request. Without dates and numbers it looks at the last days only; `now` in
 * ms on the server's clock.
 */
export function createOrderFilter(
	parameters: Parameters,
	settings: V6Settings,
	errors: ErrorWriter,
	now: number,
): OrderFilter | { readonly refusal: ApiAnswer } {
	const unknown = notSimulated.find((name) => parameters.get(name) !== undefined);
	if (unknown !== undefined) {
		return { refusal: jsonAnswer(501, { message: `The simulator has no filter ${unknown}` }) };
	}
	const wrong = [
		...checkRepeats(parameters),
		...checkLengths(parameters),
		...checkDates(parameters),
		...checkStatuses(parameters),
	];
	if (wrong.length > 0) return { refusal: errors.invalid(...wrong) };

	const number = parameters.get('ingramOrderNumber');
	const purchase = parameters.get('customerOrderNumber');
	const statuses = [...parameters.all('orderStatus'), ...parameters.all('orderStatus-in')];
	const period = periodOf(parameters);
	const since = isOpen(parameters, settings) ? startOfDay(now, settings.defaultDays) : undefined;
	const isWithin = createPeriodCheck(period, settings);
	const { purchaseOrderSearch, statusFilter, dayEnds, utcOffset } = settings;

	return {
		key: JSON.stringify([
			[number, purchase, statuses, period, since],
			[purchaseOrderSearch, statusFilter, dayEnds, utcOffset],
		]),
		keeps: (order) =>
			(since === undefined || order.entryTimestamp >= since) &&
			isWithin(order) &&
			(statuses.length === 0 ||
				statusesOf(order, settings).some((each) => statuses.includes(each))) &&
			(number === undefined || hasNumber(order, number)) &&
			(purchase === undefined || isFor(order, purchase, settings)),
		// Version 6 filters orders, and tells them whole.
		keepsSubOrder: () => true,
	};
}

/** The order's number or that of one of its suborders. */
export function hasNumber({ orderNumber, subOrders }: Order, asked: string): boolean {
	return orderNumber === asked || subOrders.some(({ subOrderNumber }) => subOrderNumber === asked);
}

function isFor(
	{ customerOrderNumber }: Order,
	asked: string,
	{ purchaseOrderSearch }: V6Settings,
): boolean {
	if (purchaseOrderSearch === 'exact') return customerOrderNumber === asked;
	return customerOrderNumber.toUpperCase().startsWith(asked.toUpperCase());
}

function statusesOf(order: Order, { statusFilter }: V6Settings): readonly string[] {
	return statusFilter === 'order'
		? [derivedWord(order)]
		: order.subOrders.map((subOrder) => plainWord(subOrder, 'documented'));
}

type Period = readonly [first: string, last: string];

function periodOf(parameters: Parameters): Period | undefined {
	const [first, last] = parameters.all('ingramOrderDate-bt');
	if (first !== undefined && last !== undefined) return [first, last];
	const day = parameters.get('ingramOrderDate');
	return day === undefined ? undefined : [day, day];
}

/** One day is always itself, also where the ends of a period do not belong to it. */
function createPeriodCheck(
	period: Period | undefined,
	settings: V6Settings,
): (order: Order) => boolean {
	if (period === undefined) return () => true;
	const [first, last] = period;
	return ({ entryTimestamp }) => {
		const day = dayOf(entryTimestamp, settings);
		return settings.dayEnds === 'included' || first === last
			? day >= first && day <= last
			: day > first && day < last;
	};
}

/** The UTC day so many days ago; a whole day, so that the pages of a search ask for the same. */
function startOfDay(now: number, daysAgo: number): string {
	return toTimestamp((Math.floor(now / dayMs) - daysAgo) * dayMs);
}

/** Whether the search leaves open how far it should look back. */
function isOpen(parameters: Parameters, { defaultDays, defaultDaysUnless }: V6Settings): boolean {
	if (defaultDays === 0) return false;
	const given = parameters.names.filter((name) => parameters.get(name) !== undefined);
	return defaultDaysUnless === 'any-parameter'
		? given.length === 0
		: !given.some((name) => datesAndNumbers.includes(name));
}

function checkRepeats(parameters: Parameters): FieldError[] {
	return single.flatMap((field) => {
		const values = parameters.all(field);
		return values.length <= 1
			? []
			: [{ field, value: values.join(), message: 'only 1 entry allowed' }];
	});
}

function checkLengths(parameters: Parameters): FieldError[] {
	return Object.entries(maxLengths).flatMap(([field, length]) => {
		const value = parameters.get(field) ?? '';
		return value.length <= length
			? []
			: [{ field, value, message: `${field} must be at most ${length} characters` }];
	});
}

function checkDates(parameters: Parameters): FieldError[] {
	const period = parameters.all('ingramOrderDate-bt');
	const wrongForms = [...parameters.all('ingramOrderDate'), ...period]
		.filter((value) => !isDay(value))
		.map((value) => ({
			field: 'ingramOrderDate/ingramOrderDate-bt',
			message: 'input date format error expected format is - yyyy-MM-dd',
			value,
		}));
	const wrongCount = {
		field: 'ingramOrderDate-bt',
		message: 'only 2 entries allowed',
		value: period.join(),
	};
	return [...wrongForms, ...(period.length === 0 || period.length === 2 ? [] : [wrongCount])];
}

function checkStatuses(parameters: Parameters): FieldError[] {
	return ['orderStatus', 'orderStatus-in'].flatMap((field) =>
		parameters
			.all(field)
			.filter((value) => !filterWords.includes(value))
			.map((value) => ({
				field,
				value,
				message: `${field} must be one of ${filterWords.join(', ')}`,
			})),
	);
}
