/** An order as version 6 sends it, with a suborder for each status. */
export function orderOfV6(
	number: string,
	statuses: readonly string[],
	fields: Record<string, unknown> = {},
) {
	return {
		ingramOrderNumber: number,
		ingramOrderDate: '2026-01-10T14:00:00+02:00',
		customerOrderNumber: `PO-${number}`,
		orderStatus: 'PROCESSING',
		subOrders: statuses.map((subOrderStatus, index) => ({
			subOrderNumber: `${number}-${index + 1}1`,
			subOrderStatus,
		})),
		...fields,
	};
}

/** The answer to a search of version 6. */
export function pageOfV6(orders: readonly unknown[], fields: Record<string, unknown> = {}): string {
	return JSON.stringify({ recordsFound: orders.length, pageSize: 100, orders, ...fields });
}
