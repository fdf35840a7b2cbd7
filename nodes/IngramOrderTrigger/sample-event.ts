import type { IDataObject } from 'n8n-workflow';
import type {
	DescribedSubOrder,
	EventName,
	EventRow,
	SubOrderRow,
	WatchPlan,
} from '../shared/ingram.ts';
import type { Found } from './sample-orders.ts';

/** In front of the id of an event that did not happen, so that no later step takes it for one that did. */
const mark = 'sample:';

/** The events that tell how a suborder was before, and of those the ones that tell its hold reason. */
const tellsStatusBefore = new Set<EventName>([
	'holdChanged',
	'holdReleased',
	'holdOverdue',
	'statusChanged',
]);
const tellsReasonBefore = new Set<EventName>(['holdChanged', 'holdReleased', 'holdOverdue']);

/** What was found, in the shape of an event: as if it had happened now, and nothing had changed. */
export function toSampleEvent(
	found: Found,
	{ event, seenAt, telling }: { event: EventName; seenAt: string; telling: WatchPlan['telling'] },
): IDataObject {
	if (found.kind === 'suborders') {
		const { json } = found;
		const eventId = `${mark}${event}:${json.subOrderNumber || json.orderNumber}`;
		return { event, eventId, seenAt, ...json, ...changeOf(json, event, seenAt) };
	}
	const { subOrders, ...order } = found.json;
	const isMeant = ({ statusCode, holdReasonCode, onHold }: DescribedSubOrder) =>
		(telling.orderStatus.size === 0 || telling.orderStatus.has(statusCode)) &&
		(telling.holdReason.size === 0 || telling.holdReason.has(holdReasonCode)) &&
		(onHold || !event.startsWith('hold'));
	return {
		...{ event, eventId: `${mark}${event}:${order.orderNumber}`, seenAt },
		...order,
		links: order.links.map((link) => ({ ...link })),
		subOrders: subOrders
			.filter(isMeant)
			.map((subOrder) => ({ ...subOrder, ...changeOf(subOrder, event, seenAt) })),
	};
}

function changeOf(
	subOrder: DescribedSubOrder,
	event: EventName,
	seenAt: string,
): Omit<EventRow, keyof SubOrderRow> {
	const status = tellsStatusBefore.has(event);
	const reason = tellsReasonBefore.has(event);
	return {
		previousStatusCode: status ? subOrder.statusCode : '',
		previousStatusDescription: status ? subOrder.statusDescription : '',
		previousHoldReasonCode: reason ? subOrder.holdReasonCode : '',
		previousHoldReasonDescription: reason ? subOrder.holdReasonDescription : '',
		onHoldSince: subOrder.onHold ? seenAt : '',
		onHoldHours: subOrder.onHold ? 0 : null,
	};
}
