import type { Simulator } from '@ingram-orders/simulator';
import { until } from '../../support/until.ts';
import type { Stage } from './stage.ts';

/** Gives the event that is to be received. */
export function placeHold({ control }: Simulator, orderNumber: string): string {
	control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'CH' });
	return `holdPlaced ${orderNumber}`;
}

/** Gives the event that is to be received. */
export function releaseHold({ control }: Simulator, orderNumber: string): string {
	control.changeOrder({ orderNumber, statusCode: 'R', holdReasonCode: '' });
	return `holdReleased ${orderNumber}`;
}

export async function untilReceived({ received }: Stage, events: readonly string[]): Promise<void> {
	await until(
		events.join(' and '),
		() => (events.every((event) => received.events().includes(event)) ? true : undefined),
		{ timeoutMs: 180_000 },
	);
}

/**
 * Places a hold on one order after the other, and releases it once it was received, until so many
 * look-ups have been received. Gives the events that were to be received.
 */
export async function placeAndRelease(
	stage: Stage,
	orderNumbers: readonly string[],
	untilOrders: number,
): Promise<readonly string[]> {
	const { simulator, received } = stage;
	const expected: string[] = [];
	for (const orderNumber of orderNumbers) {
		for (const change of [placeHold, releaseHold]) {
			expected.push(change(simulator, orderNumber));
			await untilReceived(stage, expected);
		}
		if (received.orders().length >= untilOrders) break;
	}
	return expected;
}
