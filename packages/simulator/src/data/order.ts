/** One shipment of an order, with the API's own codes and texts; blank codes are ''. */
export interface SubOrder {
	readonly subOrderNumber: string;
	readonly statusCode: string;
	readonly status: string;
	readonly holdReasonCode: string;
	readonly holdReason: string;
	/** What version 6 tells as its status, in place of the word that goes with the code. */
	readonly statusWord?: string;
}

/** An order as the simulator keeps it. Order numbers may repeat, as the v5 specification says. */
export interface Order {
	/** With the branch, e.g. `20-RD12H`. */
	readonly orderNumber: string;
	/** UTC, `YYYY-MM-DDTHH:MM:SSZ`. */
	readonly entryTimestamp: string;
	readonly customerOrderNumber: string;
	readonly subOrders: readonly SubOrder[];
	/** An order of an SAP country: version 6 tells no suborders of it, but a status of its own. */
	readonly isSap?: boolean;
}
