import type { Order, SubOrder } from '../../data/order.ts';
import { goodsOf } from '../goods.ts';
import { shipmentOf, type Shipment } from '../shipment.ts';
import type { V6Settings } from './options.ts';

interface ShipmentForm {
	/** `v6` tells one carrier, `v6.1` a list. */
	readonly revision: string;
	/** '' where there is none. */
	readonly invoiceNumber: string;
	readonly settings: V6Settings;
}

/** The fields of a line that tell of its shipments; before it is shipped, what is expected. */
export function writeShipments(
	order: Order,
	subOrder: SubOrder,
	word: string,
	form: ShipmentForm,
): object {
	const shipment = shipmentOf(order, subOrder);
	const isUnderWay = /SHIPPED|DELIVERED|INVOICED/.test(word);
	const isStopped = /CANCELLED|CANCELED|VOIDED|REJECTED/.test(word);
	return {
		promisedDeliveryDate: isStopped ? '' : shipment.expectedOn,
		shipmentDetails: isUnderWay
			? [writeShipment(shipment, goodsOf(subOrder.subOrderNumber).quantity, form)]
			: [],
		estimatedDates: isUnderWay || isStopped ? null : estimatedDates(shipment),
	};
}

function writeShipment(
	shipment: Shipment,
	quantity: number,
	{ revision, invoiceNumber, settings }: ShipmentForm,
): object {
	const carrier = {
		carrierCode: shipment.carrierCode,
		carrierName: shipment.carrierName,
		quantity,
		shippedDate: shipment.shippedOn,
		estimatedDeliveryDate: shipment.expectedOn,
		trackingDetails: writeTracking(shipment, quantity, settings),
	};
	return {
		quantity,
		estimatedShipDate: shipment.shippedOn,
		shipFromWarehouseId: shipment.warehouseId,
		shipFromLocation: 'TEST WAREHOUSE',
		invoiceNumber,
		invoiceDate: invoiceNumber === '' ? '' : shipment.shippedOn,
		carrierDetails: revision === 'v6' ? carrier : [carrier],
	};
}

/** Serial numbers come with the first parcel. */
function writeTracking(
	{ trackingNumbers, serialNumbers }: Shipment,
	quantity: number,
	{ trackingNumbers: form, serialNumbersName }: V6Settings,
): object[] {
	const parcels =
		form === 'each' ? trackingNumbers : [form === 'joined' ? trackingNumbers.join(', ') : ''];
	return parcels.map((trackingNumber, index) => ({
		trackingNumber,
		trackingUrl: '',
		packageWeight: '1.0',
		cartonNumber: String(index + 1),
		quantityInBox: String(quantity),
		[serialNumbersName]: index === 0 ? serialNumbers.map((serialNumber) => ({ serialNumber })) : [],
	}));
}

function estimatedDates({ shippedOn, expectedOn }: Shipment): object[] {
	const noRange = { startDate: null, endDate: null };
	return [
		{
			ship: { shipDateType: 'Single', shipDateRange: noRange, shipDate: shippedOn },
			delivery: null,
		},
		{
			ship: null,
			delivery: {
				deliveryDateType: 'Single',
				deliveryDateRange: noRange,
				deliveryDate: expectedOn,
			},
		},
	];
}
