import { plainWord } from '../api/v6/status-words.ts';
import { goodsOf } from '../api/goods.ts';
import { shipmentOf } from '../api/shipment.ts';
import { chosenSubOrders, findSelected } from '../data/order-changes.ts';
import type { Order, SubOrder } from '../data/order.ts';
import { OptionError } from '../options.ts';
import type { WebhookEvent, WebhookForm } from './webhook-types.ts';

/** The envelope of one event with what it tells. `now` in ms since 1970. */
export function writeEvent(
	event: WebhookEvent,
	eventId: string,
	orders: readonly Order[],
	form: WebhookForm,
	now: number,
): object {
	const eventTimeStamp = new Date(now).toISOString();
	if (event.eventType === 'stock') {
		const resource = stockResource();
		return {
			topic: 'resellers/catalog',
			event: 'im::updated',
			eventTimeStamp,
			eventId,
			resource: [resource],
		};
	}
	const order = selectOrder(event, orders);
	const subOrders = chosenSubOrders(order, event.subOrderNumber);
	if (event.eventType === 'created') {
		return {
			topic: 'resellers/orders',
			event: 'IM::created',
			eventTimeStamp,
			eventId,
			resource: createdResource(order, subOrders),
		};
	}
	const resource = orderResource(event, order, subOrders, form);
	const written = {
		topic: 'resellers/orders',
		event: form === 'observed' ? 'IM::UPDATED' : 'im::updated',
		// The portal's page spells it so.
		[form === 'portal' ? 'evenTtimeStamp' : 'eventTimeStamp']: eventTimeStamp,
		eventId,
		resource: form === 'observed' ? resource : [resource],
	};
	return form === 'lower-case' ? withLowerCaseNames(written) : written;
}

function selectOrder({ orderNumber, ...others }: WebhookEvent, orders: readonly Order[]): Order {
	if (orderNumber === undefined) throw new OptionError('an event needs an orderNumber');
	return findSelected(orders, { ...others, orderNumber }).order;
}

function orderResource(
	event: WebhookEvent,
	order: Order,
	subOrders: readonly SubOrder[],
	form: WebhookForm,
): object {
	const eventType = `im::order_${event.eventType}`;
	return {
		eventType: form === 'observed' ? eventType.toUpperCase() : eventType,
		orderNumber: order.orderNumber,
		[form === 'observed' ? 'customerPoNumber' : 'customerOrderNumber']: order.customerOrderNumber,
		orderEntryTimeStamp: order.entryTimestamp.replace('Z', '+00:00'),
		lines: subOrders.map((subOrder, index) => writeLine(event, order, subOrder, index + 1, form)),
		links:
			form === 'portal'
				? []
				: [{ topic: 'orders', href: `/resellers/v5/orders/${order.orderNumber}`, type: 'GET' }],
	};
}

function writeLine(
	event: WebhookEvent,
	order: Order,
	subOrder: SubOrder,
	lineNumber: number,
	form: WebhookForm,
): object {
	const goods = goodsOf(subOrder.subOrderNumber);
	const word = wordOf(event, subOrder);
	const shipped = word === 'SHIPPED' || word === 'INVOICED' ? goods.quantity : 0;
	const count = (value: number): number | string => (form === 'portal' ? String(value) : value);
	const number = String(lineNumber).padStart(form === 'portal' ? 2 : 3, '0');
	return {
		[form === 'portal' ? 'lineNumber' : 'ingramLineNumber']: number,
		...(order.isSap === true ? {} : { subOrderNumber: subOrder.subOrderNumber }),
		lineStatus: event.lineStatus ?? writeStatus(word, form),
		ingramPartNumber: goods.partNumber,
		vendorPartNumber: goods.partNumber,
		requestedQuantity: count(goods.quantity),
		shippedQuantity: count(shipped),
		backOrderedQuantity: count(word === 'BACKORDERED' ? goods.quantity : 0),
		...(shipped === 0 ? {} : writeShipment(order, subOrder, goods.quantity, form)),
	};
}

/** The system's own name of the status, but what is invoiced is shipped as well. */
function wordOf({ eventType }: WebhookEvent, subOrder: SubOrder): string {
	const word = plainWord(subOrder, 'system');
	return word === 'INVOICED' && eventType === 'shipped' ? 'SHIPPED' : word;
}

function writeStatus(word: string, form: WebhookForm): string {
	const name = word.replaceAll(' ', '_');
	return `IM::${form === 'observed' ? name : name.toLowerCase()}`;
}

function writeShipment(
	order: Order,
	subOrder: SubOrder,
	quantity: number,
	form: WebhookForm,
): object {
	const shipment = shipmentOf(order, subOrder);
	const details = {
		shipmentDate: shipment.shippedOn,
		shipFromWarehouseId: shipment.warehouseId,
		warehouseName: 'TEST WAREHOUSE',
		carrierCode: shipment.carrierCode,
		carrierName: shipment.carrierName,
		packageDetails: shipment.trackingNumbers.map((trackingNumber, index) => ({
			cartonNumber: String(index + 1),
			quantityInbox: String(quantity),
			trackingNumber,
		})),
	};
	return {
		shipmentDetails: form === 'observed' ? details : [details],
		serialNumberDetails: shipment.serialNumbers.map((serialNumber) => ({ serialNumber })),
	};
}

/** The result of an order that was created with version 7, which the same webhook carries. */
function createdResource(order: Order, subOrders: readonly SubOrder[]): object {
	return {
		eventType: 'IM::async_order_create',
		customerOrderNumber: order.customerOrderNumber,
		orderSplit: false,
		processedPartially: false,
		orders: [
			{
				numberOfLinesWithSuccess: subOrders.length,
				numberOfLinesWithError: 0,
				numberOfLinesWithWarning: 0,
				ingramOrderNumber: order.orderNumber,
				ingramOrderDate: order.entryTimestamp.slice(0, 10),
				orderType: 'S',
				lines: subOrders.map((subOrder, index) => ({
					subOrderNumber: subOrder.subOrderNumber,
					ingramLineNumber: String(index + 1).padStart(3, '0'),
					lineStatus: writeStatus(plainWord(subOrder, 'system'), 'observed'),
					ingramPartNumber: goodsOf(subOrder.subOrderNumber).partNumber,
					quantityOrdered: goodsOf(subOrder.subOrderNumber).quantity,
				})),
				links: [
					{ topic: 'orders', href: `/resellers/v6/orders/${order.orderNumber}`, type: 'GET' },
				],
			},
		],
	};
}

function stockResource(): object {
	return {
		eventType: 'IM::STOCK_UPDATE',
		ingramPartNumber: 'TST1000',
		vendorPartNumber: 'TST1000',
		vendorName: 'TEST VENDOR',
		skuStatus: null,
		backOrderFlag: 'Y',
		totalAvailability: '120',
		links: [],
	};
}

function withLowerCaseNames(value: unknown): object {
	const written: unknown = JSON.parse(JSON.stringify(value), (_name, each: unknown) =>
		typeof each === 'object' && each !== null && !Array.isArray(each)
			? Object.fromEntries(Object.entries(each).map(([name, one]) => [name.toLowerCase(), one]))
			: each,
	);
	return typeof written === 'object' && written !== null ? written : {};
}
