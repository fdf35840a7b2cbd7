import { isHoldStatus } from '../../reference/order-status.ts';

/** Invoiced, billed, deleted: a hold reason left on these holds nothing any more. */
const finishedStatuses = new Set(['F', 'I', 'V']);

/** "Deleted order" stands among the hold reasons, and does not hold anything. */
const deletedOrder = 'VO';

/** Whether a suborder is held back: by its status, or by a hold reason while it is not finished. */
export function isOnHold(statusCode: string, holdReasonCode: string): boolean {
	if (isHoldStatus(statusCode)) return true;
	const hasHoldReason = holdReasonCode !== '' && holdReasonCode !== deletedOrder;
	return hasHoldReason && !finishedStatuses.has(statusCode);
}
