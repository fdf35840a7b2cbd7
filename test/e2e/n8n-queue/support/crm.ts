import { startCrm, type Crm } from '../../n8n/counterparts/crm.ts';

/** What workflows have sent. */
export interface Received extends Crm {
	/** The numbers of orders, in the order in which they came. */
	readonly orders: () => readonly string[];
	/** Events and orders, e.g. "holdPlaced 20-HOLD1". */
	readonly events: () => readonly string[];
	readonly eventIds: () => readonly string[];
}

interface Sent {
	readonly orderNumber: string;
	readonly event: string;
	readonly eventId: string;
}

export async function startReceiving(): Promise<Received> {
	const crm = await startCrm();
	const sentTo = (wanted: string): readonly Sent[] =>
		crm.calls.filter(({ path }) => path === wanted).map(({ body }) => body as Sent);
	return {
		...crm,
		orders: () => sentTo('/orders').map(({ orderNumber }) => orderNumber),
		events: () => sentTo('/events').map(({ event, orderNumber }) => `${event} ${orderNumber}`),
		eventIds: () => sentTo('/events').map(({ eventId }) => eventId),
	};
}
