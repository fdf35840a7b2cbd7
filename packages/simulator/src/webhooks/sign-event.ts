import { createHmac } from 'node:crypto';

/** The value of `x-hub-signature`: it covers the event's id, and nothing of the body. */
export function signEventId(eventId: string, secretKey: string): string {
	return createHmac('sha512', secretKey).update(eventId).digest('base64');
}
