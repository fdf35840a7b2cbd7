import type { ApiVersion, Listing } from '../api/version.ts';
import type { Criteria } from '../input/criteria.ts';
import { Ledger } from '../reading/ledger.ts';
import { readListing, type Listed, type ReadPage } from '../reading/read-listing.ts';
import type { IngramClient } from '../requests/client.ts';
import type { Run } from '../requests/run.ts';

/** What numbers are looked up with. */
export interface LookUpContext {
	client: IngramClient;
	run: Run;
	version: ApiVersion;
	/** Without numbers. */
	criteria: Criteria;
}

/** The lists of all statuses: what is asked of shipments is asked of the orders that were found. */
export function listingsOf(
	{ client, version, criteria }: LookUpContext,
	number: Partial<Criteria> = {},
): Listing[] {
	const any = { orderStatus: new Set<string>(), orderNumber: '', customerOrderNumber: '' };
	const asked = { ...criteria, ...any, ...number };
	return version.listings(client.account, asked, client.host.now());
}

/**
 * All pages of the listings, each order once.
 * @returns what could not be read whole
 */
export async function* readAll(
	{ client, run, criteria }: LookUpContext,
	listings: readonly Listing[],
): AsyncGenerator<ReadPage, Listed[], undefined> {
	const { pageSize } = criteria;
	const everything = { orders: Infinity, pages: () => Infinity };
	const demand = { ...everything, ...(pageSize !== undefined && { pageSize }) };
	const ledger = new Ledger();
	const missing: Listed[] = [];
	for (const listing of listings) {
		const listed = yield* readListing({ client, run, ledger }, listing, demand);
		if (!listed.whole) missing.push(listed);
	}
	return missing;
}
