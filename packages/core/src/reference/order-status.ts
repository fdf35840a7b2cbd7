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

const table = codeTable(orderStatuses);

/** Whether the document lists this order status; the blank code is one. */
export function isKnownOrderStatus(code: string): boolean {
	return table.has(code);
}

/** The status in words; an unknown code gives the API's own text, else `Unknown code X`. */
export function describeOrderStatus(code: string, apiText?: string): string {
	return table.describe(code, apiText);
}
