import type { HttpResponse } from '../host.ts';

/** The server's time of an answer, in milliseconds since 1970, where it says one. */
export function serverTime({ headers }: HttpResponse): { serverTime?: number } {
	const time = Date.parse(headers['date'] ?? '');
	return Number.isNaN(time) ? {} : { serverTime: time };
}
