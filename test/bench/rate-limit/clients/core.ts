import {
	checkAccount,
	Gates,
	IngramClient,
	OrderSearch,
	planSearch,
	type Send,
} from '@ingram-orders/core';
import { axiosHost } from '../../../../packages/node-red/src/host/axios-host.ts';
import type { ReadOrders } from './client.ts';

/** This project's core, as the nodes use it, with a gate that knows nothing yet. */
export const core: ReadOrders = async ({ origin, application, token, pageSize, clock }) => {
	const [account] = application.accounts;
	const checked = checkAccount({
		environment: 'custom',
		baseUrl: origin,
		clientId: application.clientId,
		customerNumber: account?.customerNumber,
		countryCode: account?.countryCode,
	});
	const send: Send = (request, signal) =>
		axiosHost.send(
			{ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } },
			signal,
		);
	const host = { ...clock, send };
	const client = new IngramClient({
		account: checked,
		host,
		gates: new Gates(host),
		authorization: { byHost: true, secrets: () => [token] },
	});
	const plan = planSearch({ output: 'orders', pageSize, maxWait: 3600 }, checked, 'UTC');
	const items = await new OrderSearch(client, plan).collect();
	return items.flatMap((item) => (item.kind === 'orders' ? [item.json.orderNumber] : []));
};
