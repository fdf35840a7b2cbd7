import type { Criteria } from '../input/criteria.ts';
import type { Order, SubOrder } from './order.ts';

type SubOrderCriteria = Pick<Criteria, 'orderStatus' | 'holdReason' | 'onHoldOnly'>;

/** Whether the criteria ask anything of a suborder. */
export function choosesSubOrders(criteria: SubOrderCriteria): boolean {
	return criteria.onHoldOnly || criteria.orderStatus.size > 0 || criteria.holdReason.size > 0;
}

/** Whether one and the same suborder meets all that is asked of status, hold reason and hold. */
function isChosen(subOrder: SubOrder, criteria: SubOrderCriteria): boolean {
	return (
		(criteria.orderStatus.size === 0 || criteria.orderStatus.has(subOrder.statusCode)) &&
		(criteria.holdReason.size === 0 ||
			(criteria.holdReason.has(subOrder.holdReasonCode) && !subOrder.isReasonUntold)) &&
		(!criteria.onHoldOnly || subOrder.onHold)
	);
}

/** Whether an order has a suborder that is chosen, where the criteria choose any. */
export function isWanted(order: Order, criteria: SubOrderCriteria): boolean {
	return (
		!choosesSubOrders(criteria) || order.subOrders.some((subOrder) => isChosen(subOrder, criteria))
	);
}

/** The order with the chosen suborders alone, where the criteria choose any. */
export function withChosen(order: Order, criteria: SubOrderCriteria): Order {
	if (!choosesSubOrders(criteria)) return order;
	return {
		...order,
		subOrders: order.subOrders.filter((subOrder) => isChosen(subOrder, criteria)),
	};
}
