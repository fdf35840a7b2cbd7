import type { SubOrder } from './order.ts';

/** Credit hold, shipment hold, e-commerce hold, sales hold (Order Lookup API v5, Order Status Codes). */
const holdStatuses = new Set(['C', 'D', 'O', 'S']);

/** Invoiced, billed, deleted: a hold reason left on these holds nothing any more. */
const finishedStatuses = new Set(['F', 'I', 'V']);

/** "Deleted order" stands among the hold reasons, and is no hold. */
const deletedOrder = 'VO';

/** Whether a suborder is held back: by its status, or by a hold reason while it is not finished. */
export function isOnHold({
	statusCode,
	holdReasonCode,
}: Pick<SubOrder, 'statusCode' | 'holdReasonCode'>): boolean {
	if (holdStatuses.has(statusCode)) return true;
	const hasHoldReason = holdReasonCode !== '' && holdReasonCode !== deletedOrder;
	return hasHoldReason && !finishedStatuses.has(statusCode);
}
