import { createApi, type SimulatedApi } from '@ingram-orders/simulator';

/** Orders on a page. */
export const pageSize = 100;

/** All pages of a search, as the simulated API answers it. */
export function simulatedPages(orders: number): string[] {
	const api = createApi({ orders, documentedOrders: false, rateLimit: { limit: 1_000_000 } });
	const authorization = `Bearer ${tokenOf(api)}`;
	return Array.from({ length: Math.ceil(orders / pageSize) }, (_, index) =>
		bodyOf(
			api.handle({
				method: 'GET',
				url: `/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK&pagesize=${pageSize}&pagenumber=${index + 1}`,
				headers: { authorization },
			}),
		),
	);
}

function tokenOf(api: SimulatedApi): string {
	const body = bodyOf(
		api.handle({
			method: 'POST',
			url: '/oauth/oauth30/token',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
		}),
	);
	return /"access_token":"(\w+)"/.exec(body)?.[1] ?? '';
}

function bodyOf(outcome: ReturnType<SimulatedApi['handle']>): string {
	if (outcome.kind !== 'answer' || typeof outcome.body !== 'string') {
		throw new Error('The simulated API gave no page.');
	}
	return outcome.body;
}
