import {
	checkAccount,
	Gates,
	IngramClient,
	IngramError,
	OrderSearch,
	planSearch,
	type ApiVersionName,
	type Authorization,
	type OutputItem,
	type SearchInput,
	type SearchSummary,
	type SubOrderRow,
} from '@ingram-orders/core';
import type { Simulator } from '@ingram-orders/simulator';
import { axiosHost } from '../../../packages/node-red/src/host/axios-host.ts';

interface ClientOptions {
	apiVersion: ApiVersionName;
	clientId?: string;
	authorization?: Authorization;
}

/** A client of a simulator's first account, over real HTTP. */
export function clientOf(
	{ origin }: Simulator,
	{
		apiVersion,
		clientId = 'demo-app',
		authorization = { clientSecret: 'demo-secret' },
	}: ClientOptions,
): IngramClient {
	const account = checkAccount({
		...{ environment: 'custom', baseUrl: origin, clientId, apiVersion },
		...{ customerNumber: '20-123456', countryCode: 'UK' },
	});
	return new IngramClient({ account, host: axiosHost, gates: new Gates(axiosHost), authorization });
}

export async function searchWith(
	client: IngramClient,
	input: SearchInput,
): Promise<{ items: OutputItem[]; summary: SearchSummary }> {
	const run = new OrderSearch(client, planSearch(input, client.account, 'UTC'));
	const items = await run.collect();
	return { items, summary: run.summary };
}

export async function rowsFrom(client: IngramClient, input: SearchInput): Promise<SubOrderRow[]> {
	const { items } = await searchWith(client, { ...input, output: 'suborders' });
	return items.flatMap((item) => (item.kind === 'suborders' ? [item.json] : []));
}

export async function failureOf(work: () => Promise<unknown>): Promise<IngramError> {
	try {
		await work();
	} catch (error) {
		if (error instanceof IngramError) return error;
		throw error;
	}
	throw new Error('It did not fail.');
}
