/** How much of a listing will be used; calls of the rate limit are not spent on the rest. */
export interface Demand {
	/** Orders on a page, where the user chose it. */
	pageSize?: number;
	/** No more than this many orders are needed. */
	orders: number;
	/** How many more pages are likely to be needed, from what they have given so far. */
	pages: () => number;
}
