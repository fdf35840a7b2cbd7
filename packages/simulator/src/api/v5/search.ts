import { toTimestamp } from '../../clock.ts';
import type { Order } from '../../data/order.ts';
import sampleAnswer from '../../data/sample-search-response.json' with { type: 'json' };
import type { SearchSettings } from '../../resolve-options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer, parameterError } from '../error-bodies.ts';
import type { OrderFinder } from '../find-orders.ts';
import { defaultPageSize, pageOf, parseCount } from '../page.ts';
import type { Parameters } from '../parameters.ts';
import type { LinkWriter } from './links.ts';
import { createOrderFilter } from './order-filter.ts';

const dayMs = 86_400_000;

/** One page of the orders that meet all filters (Order Lookup API v5, "API Request"). */
export function searchOrders(
	orders: readonly Order[],
	parameters: Parameters,
	links: LinkWriter,
	settings: SearchSettings,
	find: OrderFinder,
	now: number,
): ApiAnswer {
	if (settings.sampleOnly) return jsonAnswer(200, sampleAnswer);

	const filter = createOrderFilter(parameters, lookback(settings, now));
	if ('refusal' in filter) return filter.refusal;
	const pageSize = readCount(parameters, 'pagesize', defaultPageSize);
	if (typeof pageSize !== 'number') return pageSize;
	const pageNumber = readCount(parameters, 'pagenumber', 1);
	if (typeof pageNumber !== 'number') return pageNumber;

	const page = pageOf(find(orders, filter), pageSize, pageNumber, settings);
	if (page.entries.length === 0) return noDataFound(pageNumber, settings);

	return answer(
		settings,
		{ requeststatus: 'SUCCESS', returnmessage: 'Data found' },
		{
			ordersfound: String(page.found),
			pagesize: String(page.toldSize),
			pagenumber: String(pageNumber),
			orders: page.entries.map((order) => writeOrder(order, links)),
		},
	);
}

/** The begin of a day, so that the pages of a search have it in common. */
function lookback({ lookbackDays }: SearchSettings, now: number): string | undefined {
	if (lookbackDays === undefined) return undefined;
	return toTimestamp(Math.floor(now / dayMs - lookbackDays) * dayMs);
}

/** Both announcements are in the document; an empty page past the end is announced alike. */
function noDataFound(pageNumber: number, settings: SearchSettings): ApiAnswer {
	const preamble =
		settings.noDataFound === 'FAILED'
			? { requeststatus: 'FAILED', returnmessage: 'No data found' }
			: {
					requeststatus: 'SUCCESS',
					returnmessage: 'No Data Found for given Search Criteria.',
				};
	return answer(settings, preamble, {
		ordersfound: '0',
		pagesize: '0',
		pagenumber: String(pageNumber),
	});
}

function answer(settings: SearchSettings, preamble: object, result: object): ApiAnswer {
	const { serviceContainer, searchContainer } = settings;
	const content = {
		responsepreamble: preamble,
		...(searchContainer === '' ? result : { [searchContainer]: result }),
	};
	return jsonAnswer(200, serviceContainer === '' ? content : { [serviceContainer]: content });
}

function writeOrder(order: Order, links: LinkWriter): object {
	return {
		ordernumber: order.orderNumber,
		entrytimestamp: order.entryTimestamp,
		customerordernumber: order.customerOrderNumber,
		suborders: order.subOrders.map((subOrder) => ({
			subordernumber: subOrder.subOrderNumber,
			statuscode: subOrder.statusCode,
			status: subOrder.status,
			holdreasoncode: subOrder.holdReasonCode,
			holdreason: subOrder.holdReason,
			links: links.ofSubOrder(subOrder),
		})),
		links: links.ofOrder(order),
	};
}

function readCount(parameters: Parameters, name: string, byDefault: number): number | ApiAnswer {
	const text = parameters.get(name);
	if (text === undefined) return byDefault;
	return (
		parseCount(text) ?? parameterError(400, name, `${name} must be a whole number of at least 1.`)
	);
}
