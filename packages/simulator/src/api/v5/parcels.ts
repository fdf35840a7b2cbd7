import type { Order, SubOrder } from '../../data/order.ts';
import { goodsOf } from '../goods.ts';
import { shipmentOf } from '../shipment.ts';
import type { V5Settings } from './options.ts';

/** What a shipped line tells of its parcels, for the line and for its shipment. */
export function writeParcels(
	order: Order,
	subOrder: SubOrder,
	form: V5Settings['parcels'],
): { readonly ofLine: object; readonly ofShipment: object } {
	if (form === 'none') return { ofLine: {}, ofShipment: {} };
	const shipment = shipmentOf(order, subOrder);
	const { trackingNumbers, serialNumbers } = shipment;
	const quantity = String(goodsOf(subOrder.subOrderNumber).quantity);
	const parcels = trackingNumbers.map((trackingnumber, index) => ({
		trackingnumber,
		packageweight: '1',
		cartonnumber: String(index + 1),
		quantityinbox: quantity,
	}));
	const isFreight = form === 'ltl';
	return {
		ofLine: {
			serialnumberdetails: serialNumbers.map((serialnumber) => ({ serialnumber })),
			...(isFreight ? {} : { trackingnumber: trackingNumbers }),
		},
		ofShipment: {
			shipmentdate: shipment.shippedOn,
			shipfromwarehouseid: shipment.warehouseId,
			invoicedate: shipment.shippedOn,
			carriertype: isFreight ? 'LTL' : 'SML',
			carriercode: shipment.carrierCode,
			carriername: isFreight ? 'LTL' : shipment.carrierName,
			pronumber: isFreight ? trackingNumbers[0] : '',
			...(isFreight ? {} : { packagedetails: form === 'object' ? parcels[0] : parcels }),
		},
	};
}
