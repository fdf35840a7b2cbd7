import {
	checkAccount,
	Gates,
	IngramClient,
	OrderSearch,
	planSearch,
	type OnProgress,
	type SearchSummary,
	type SubOrderRow,
} from '@ingram-orders/core';
import { axiosHost } from '../../packages/node-red/src/host/axios-host.ts';
import type { ServerSettings } from './server-settings.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Searches the orders of the last days that are on hold, as a workflow would. */
export async function searchHolds(
	settings: ServerSettings,
	days: number,
	options: { onProgress: OnProgress; signal: AbortSignal },
): Promise<{ rows: SubOrderRow[]; summary: SearchSummary }> {
	const account = checkAccount(settings);
	const client = new IngramClient({
		account,
		host: axiosHost,
		gates: new Gates(axiosHost),
		authorization: { clientSecret: String(settings.clientSecret).trim() },
	});
	const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
	const createdAfter = new Date(Date.now() - days * dayMs).toISOString();
	const plan = planSearch({ onHoldOnly: true, createdAfter }, account, timeZone);
	const search = new OrderSearch(client, plan, options);
	const items = await search.collect();
	const rows = items.flatMap((item) => (item.kind === 'suborders' ? [item.json] : []));
	return { rows, summary: search.summary };
}
