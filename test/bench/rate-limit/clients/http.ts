import { Agent } from 'node:http';
import axios from 'axios';
import type { Application } from '@ingram-orders/simulator';
import type { Assignment } from './client.ts';

const httpAgent = new Agent({ keepAlive: true });

/** What a hand-written client reads of a page. */
export interface PageAnswer {
	status: number;
	/** Milliseconds since 1970, by the server's clock. */
	resetAt: number;
	orderNumbers: string[];
}

interface SearchBody {
	serviceresponse?: { ordesearchresponse?: { orders?: { ordernumber: string }[] } };
}

export async function getToken(origin: string, application: Application): Promise<string> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: application.clientId,
		client_secret: application.clientSecret,
	});
	const answer = await axios.post<{ access_token: string }>(`${origin}/oauth/oauth30/token`, form, {
		httpAgent,
	});
	return answer.data.access_token;
}

export async function getPage(
	{ origin, application, token, pageSize }: Assignment,
	pageNumber: number,
): Promise<PageAnswer> {
	const [account] = application.accounts;
	const answer = await axios.get<SearchBody>(`${origin}/resellers/v5/orders/search`, {
		httpAgent,
		headers: { authorization: `Bearer ${token}` },
		params: {
			customernumber: account?.customerNumber,
			isocountrycode: account?.countryCode,
			pagesize: pageSize,
			pagenumber: pageNumber,
		},
		validateStatus: () => true,
	});
	const orders = answer.data.serviceresponse?.ordesearchresponse?.orders ?? [];
	return {
		status: answer.status,
		resetAt: Number(answer.headers['x-ratelimit-reset']),
		orderNumbers: orders.map(({ ordernumber }) => ordernumber),
	};
}
