import { createApi, type Order, type SimulatedApi } from '@ingram-orders/simulator';

// A second API with the same seed issues the same tokens, and with the same orders has the same pages.

/** The first tokens of any API that has the default seed, in their order. */
export function firstTokens(count: number): string[] {
	const twin = createApi({ orders: 0 });
	return Array.from({ length: count }, () => newToken(twin));
}

/** A page of five orders as it is, but for the number of orders that it says were found. */
export function pageWithTotal(orders: readonly Order[], page: number, total: number): string {
	const twin = createApi({ orders, documentedOrders: false });
	const token = newToken(twin);
	const asked = `customernumber=20-123456&isocountrycode=UK&pagesize=5&pagenumber=${page}`;
	const answer = twin.handle({
		method: 'GET',
		url: `/resellers/v5/orders/search?${asked}`,
		headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
	});
	if (answer.kind !== 'answer' || answer.status !== 200) throw new Error('There is such a page.');
	return String(answer.body).replace(/("ordersfound":)"\d+"/, `$1"${total}"`);
}

/** For the simulator's own application. */
function newToken(api: SimulatedApi): string {
	const answer = api.handle({
		method: 'POST',
		url: '/oauth/oauth30/token',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
	});
	if (answer.kind !== 'answer') throw new Error('The twin answers.');
	return (JSON.parse(String(answer.body)) as { access_token: string }).access_token;
}
