import { styleText } from 'node:util';
import type { SubOrderRow } from '@ingram-orders/core';
import { printTable } from './print-table.ts';
import { printable } from './terminal-text.ts';

const rowsShown = 10;

/** Ages, in days, from which a hold is worth a look, and urgent. */
const ages = { late: 7, urgent: 30 };

/** The shipments that wait longest, and how many wait for which reason; text for a terminal. */
export function holdReport(rows: readonly SubOrderRow[]): string {
	const orders = new Set(rows.map(({ orderNumber }) => orderNumber)).size;
	return [
		styleText('bold', `${rows.length} shipments (suborders) of ${orders} orders are on hold.`),
		oldest(rows),
		byReason(rows),
	].join('\n\n');
}

function oldest(rows: readonly SubOrderRow[]): string {
	const shown = rows.toSorted((a, b) => (b.ageDays ?? 0) - (a.ageDays ?? 0)).slice(0, rowsShown);
	return printTable(
		[
			{ title: 'Days', isNumber: true },
			{ title: 'Order' },
			{ title: 'Shipment' },
			{ title: 'Your order' },
			{ title: 'On hold for' },
			{ title: 'Waits for' },
		],
		shown.map((row) =>
			[
				row.ageDays === null ? '' : `${row.ageDays}`,
				row.orderNumber,
				row.subOrderNumber,
				row.customerOrderNumber,
				reasonOf(row),
				row.holdCategory,
			].map(printable),
		),
		({ column, text }) => (column === 0 ? styleText(styleOfAge(Number(text)), text) : text),
	);
}

function byReason(rows: readonly SubOrderRow[]): string {
	const groups = [...Map.groupBy(rows, reasonOf)]
		.map(([reason, { length }]) => ({ reason, shipments: length }))
		.sort((a, b) => b.shipments - a.shipments);
	const others = groups.slice(rowsShown);
	const lines = groups.slice(0, rowsShown);
	if (others.length > 0) {
		lines.push({
			reason: `${others.length} other reasons`,
			shipments: others.reduce((sum, { shipments }) => sum + shipments, 0),
		});
	}
	return printTable(
		[
			{ title: 'Hold reason' },
			{ title: 'Shipments', isNumber: true },
			{ title: 'Share', isNumber: true },
		],
		lines.map(({ reason, shipments }) => [
			printable(reason),
			`${shipments}`,
			`${Math.round((100 * shipments) / rows.length)} %`,
		]),
	);
}

/** A status can hold a shipment without a reason. */
function reasonOf({ holdReasonCode, holdReasonDescription, statusDescription }: SubOrderRow) {
	return holdReasonCode === '' ? statusDescription : holdReasonDescription;
}

function styleOfAge(days: number) {
	if (days >= ages.urgent) return 'red';
	return days >= ages.late ? 'yellow' : 'reset';
}
