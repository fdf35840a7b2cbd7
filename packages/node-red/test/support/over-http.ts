import {
	checkAccount,
	Gates,
	IngramClient,
	OrderSearch,
	planSearch,
	type Progress,
	type SearchInput,
} from '@ingram-orders/core';
import type { Simulator } from '@ingram-orders/simulator';
import { axiosHost } from '../../src/host/axios-host.ts';

/** Searches a simulator over HTTP, without Node-RED: the number of items or the failure, and the progress. */
export async function searchOverHttp({ origin }: Simulator, input: SearchInput) {
	const client = new IngramClient({
		account: checkAccount({
			...{ environment: 'custom', baseUrl: origin, clientId: 'demo-app' },
			...{ customerNumber: '20-123456', countryCode: 'UK' },
		}),
		host: axiosHost,
		gates: new Gates(axiosHost),
		authorization: { clientSecret: 'demo-secret' },
	});
	const progress: Progress[] = [];
	const search = new OrderSearch(client, planSearch(input, client.account, 'UTC'), {
		onProgress: (step) => progress.push(step),
	});
	const result = await search.collect().then(
		({ length }) => length,
		(failure: unknown) => failure,
	);
	return { result, progress };
}
