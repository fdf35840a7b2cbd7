import type { IDataObject } from 'n8n-workflow';
import { webhookEventNames, type PostedOrder } from '../shared/ingram.ts';

/** A posted order as the item that an execution begins with. */
export function postedItem({ subOrderNumbers, ...posted }: PostedOrder): IDataObject {
	return { ...posted, subOrderNumbers: [...subOrderNumbers] };
}

/** The posted order in such an item, which n8n has stored meanwhile. */
export function readPosted(item: IDataObject): PostedOrder | undefined {
	const { eventId, orderNumber, subOrderNumbers } = item;
	const event = webhookEventNames.find((name) => name === item['event']);
	if (event === undefined || typeof eventId !== 'string' || typeof orderNumber !== 'string') {
		return undefined;
	}
	const named = Array.isArray(subOrderNumbers) ? subOrderNumbers.map(String) : [];
	return { event, eventId, orderNumber, subOrderNumbers: named };
}
