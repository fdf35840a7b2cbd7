import { until } from '../../support/until.ts';
import type { LookUp, Stage } from './stage.ts';

/** How many look-ups wait or run at once: more than two workers take, so that neither is ever idle. */
const maxWaiting = 40;

/** Asks for each look-up, as orders of others are received; resolves when all are asked for. */
export async function ask({ received }: Stage, lookUps: readonly LookUp[]): Promise<void> {
	const before = received.orders().length;
	for (const [asked, { url, number }] of lookUps.entries()) {
		await until(
			'look-ups to end',
			() => (asked - (received.orders().length - before) < maxWaiting ? true : undefined),
			{ timeoutMs: 300_000, everyMs: 20 },
		);
		const { status } = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ number }),
		});
		if (status !== 200) throw new Error(`n8n answered ${status} to the look-up of ${number}`);
	}
}
