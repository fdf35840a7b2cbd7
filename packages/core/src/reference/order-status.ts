import { type CodeDescription, codeTable } from './code-table.ts';

/** The status codes of a suborder in search results: Order Lookup API v5, Order Status Codes. */
export const orderStatuses: readonly CodeDescription[] = [
	{ code: '', description: 'In progress/Open order' },
	{ code: 'C', description: 'Credit hold' },
	{ code: 'D', description: 'Shipment hold' },
	{ code: 'E', description: 'Billing error' },
	{ code: 'F', description: 'Invoiced' },
	{ code: 'I', description: 'Billed' },
	{ code: 'O', description: 'Ecommerce Hold' },
	{ code: 'R', description: 'Released to the warehouse management system' },
	{ code: 'S', description: 'Sales Hold' },
	{ code: 'V', description: 'Deleted order' },
	{ code: 'W', description: 'Order not released to the warehouse management system' },
];

/** Looks up order statuses; the blank code is one of them. */
export const orderStatusTable = codeTable(orderStatuses);

/** Credit hold, shipment hold, e-commerce hold, sales hold. */
export const holdStatuses: ReadonlySet<string> = new Set(['C', 'D', 'O', 'S']);

/** Whether a suborder with this status is on hold, whatever its hold reason. */
export function isHoldStatus(code: string): boolean {
	return holdStatuses.has(code);
}
