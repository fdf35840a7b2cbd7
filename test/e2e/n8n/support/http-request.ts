import type { Simulator } from '@ingram-orders/simulator';
import { application } from './ingram.ts';
import type { N8n } from './n8n-server.ts';
import type { NodeInit } from './workflow.ts';

/**
 * What people wire without this package: n8n's HTTP Request node, its OAuth2 and its pagination, which
 * ends at the page without orders.
 * @param neverError the node's option to give out what the API answers, whatever its status
 */
export async function httpRequestNode(
	n8n: N8n,
	{ origin }: Simulator,
	neverError: boolean,
): Promise<NodeInit> {
	const credential = await n8n.api.createCredential('oAuth2Api', 'OAuth2', {
		grantType: 'clientCredentials',
		accessTokenUrl: `${origin}/oauth/oauth30/token`,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
		scope: '',
		authentication: 'body',
	});
	const [account] = application.accounts;
	return {
		name: 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: { oAuth2Api: credential },
		parameters: {
			url: `${origin}/resellers/v5/orders/search`,
			authentication: 'genericCredentialType',
			genericAuthType: 'oAuth2Api',
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'customernumber', value: account?.customerNumber },
					{ name: 'isocountrycode', value: account?.countryCode },
					{ name: 'pagesize', value: '100' },
				],
			},
			options: {
				pagination: { pagination: nextPageUntilNoOrders },
				response: { response: { neverError } },
			},
		},
	};
}

const nextPageUntilNoOrders = {
	paginationMode: 'updateAParameterInEachRequest',
	parameters: {
		parameters: [{ type: 'qs', name: 'pagenumber', value: '={{ $pageCount + 1 }}' }],
	},
	paginationCompleteWhen: 'other',
	completeExpression: '={{ !$response.body.serviceresponse?.ordesearchresponse?.orders?.length }}',
};
