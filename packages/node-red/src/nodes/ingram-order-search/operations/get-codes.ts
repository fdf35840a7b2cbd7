import {
	holdReasons,
	invalidInput,
	listAvailability,
	orderStatuses,
	warehouses,
} from '@ingram-orders/core';
import { deliverEntries, readDelivery } from '../../../messages/deliver.ts';
import type { Job, Outcome } from './operation.ts';

/** Sends a table of codes; asks nothing of the API. */
export async function getCodes({ def, outlet }: Job): Promise<Outcome> {
	const delivery = readDelivery(def.delivery);
	const entries = codeTable(def.table);
	const summary = () => ({ complete: true, warnings: [] });
	await deliverEntries(delivery, entries, { ...outlet, summary });
	return { kind: 'entries', count: entries.length };
}

function codeTable(table: unknown): unknown[] {
	switch (table) {
		case 'orderStatus':
		case '':
		case undefined:
			return copies(orderStatuses);
		case 'holdReason':
			return copies(holdReasons);
		case 'warehouse':
			return copies(warehouses);
		case 'availability':
			return listAvailability(Date.now());
		default:
			throw invalidInput([
				{
					name: 'table',
					message: 'Table must be orderStatus, holdReason, warehouse or availability.',
				},
			]);
	}
}

/** Flows may change what they are given. */
function copies(entries: readonly object[]): object[] {
	return entries.map((entry) => ({ ...entry }));
}
