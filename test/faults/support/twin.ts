import { createApi, type Application, type Order, type SimulatedApi } from '@ingram-orders/simulator';

// A second API with the same seed issues the same tokens, and with the same orders has the same pages.

/** The tokens that an API with this application issues, in their order. */
export function tokensOf(application: Application, count: number): string[] {
	const twin = createApi({ applications: [application], orders: 0 });
	return Array.from({ length: count }, () => newToken(twin, application));
}

/** A page of five orders as it is, but for the number of orders that it says were found. */
export function pageWithTotal(orders: readonly Order[], page: number, total: number): string {
	const twin = createApi({ orders, documentedOrders: false });
	const token = newToken(twin, { clientId: 'demo-app', clientSecret: 'demo-secret' });
	const asked = `customernumber=20-123456&isocountrycode=UK&pagesize=5&pagenumber=${page}`;
	const answer = twin.handle({
		method: 'GET',
		url: `/resellers/v5/orders/search?${asked}`,
		headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
	});
	if (answer.kind !== 'answer' || answer.status !== 200) throw new Error('There is such a page.');
	return String(answer.body).replace(/("ordersfound":)"\d+"/, `$1"${total}"`);
}

function newToken(
	api: SimulatedApi,
	{ clientId, clientSecret }: Pick<Application, 'clientId' | 'clientSecret'>,
): string {
	const answer = api.handle({
		method: 'POST',
		url: '/oauth/oauth30/token',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			...{ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
		}).toString(),
	});
	if (answer.kind !== 'answer') throw new Error('The twin answers.');
	return (JSON.parse(String(answer.body)) as { access_token: string }).access_token;
}
