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

/** Searches all orders on hold, as a workflow would. */
export async function searchHolds(
	settings: ServerSettings,
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
	const plan = planSearch({ onHoldOnly: true, output: 'suborders' }, account, timeZone);
	const search = new OrderSearch(client, plan, options);
	const items = await search.collect();
	const rows = items.flatMap((item) => (item.kind === 'suborders' ? [item.json] : []));
	return { rows, summary: search.summary };
}
