import Table from 'cli-table3';
import type { SubOrderRow } from '@ingram-orders/core';
import { printable } from './terminal-text.ts';

const hour = 60 * 60 * 1000;

/** Orders on hold as a table for the terminal. */
export function holdTable(rows: readonly SubOrderRow[], now: number): string {
	const table = new Table({
		head: ['Order', 'Customer order', 'Suborder', 'Status', 'Hold reason', 'Age'],
		style: { head: [], border: [], compact: true },
	});
	for (const row of rows) {
		const cells = [
			row.orderNumber,
			row.customerOrderNumber,
			row.subOrderNumber,
			row.statusDescription,
			holdReason(row),
			age(row.entryTimestamp, now),
		];
		table.push(cells.map(printable));
	}
	return table.toString();
}

function holdReason({ holdReasonCode, holdReasonDescription, holdReason }: SubOrderRow): string {
	const text = holdReason && ` (${holdReason})`;
	return `${holdReasonCode} ${holdReasonDescription}${text}`.trim();
}

function age(entryTimestamp: string, now: number): string {
	const ms = now - Date.parse(entryTimestamp);
	if (Number.isNaN(ms)) return '';
	return ms < 48 * hour
		? `${Math.max(0, Math.floor(ms / hour))} h`
		: `${Math.floor(ms / (24 * hour))} d`;
}
