import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { countryOptions, otherCountry } from '../nodes/shared/fields/countries.ts';
import { accessTokenUrl, allowedDomain, apiOrigin, searchPath } from './addresses.ts';

const unavailable =
	'Ingram Micro is not available at the moment. This says nothing about the credential; test again later.';

/** What an HTTP status alone tells of a search that was refused. */
const otherRefusals: ReadonlyMap<number, string> = new Map([
	[404, 'There is no Ingram Micro API at this address. Check the Environment and the Base URL.'],
	[
		429,
		'App ID and Client Secret are right, but the rate limit is used up at the moment. Test again in a minute.',
	],
	[500, unavailable],
	[502, unavailable],
	[503, unavailable],
	[504, unavailable],
]);

export class IngramMicroOAuth2Api implements ICredentialType {
	name = 'ingramMicroOAuth2Api';

	displayName = 'Ingram Micro OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/parcel-search.svg',
		dark: 'file:../icons/parcel-search.dark.svg',
	};

	extends = ['oAuth2Api'];

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-ingram-micro';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'hidden',
			default: 'clientCredentials',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: accessTokenUrl,
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'hidden',
			default: 'body',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '',
		},
		// Other nodes, such as HTTP Request, may take this credential to the account's host only.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: allowedDomain,
		},
		{
			displayName: 'App ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			// n8n's editor writes "Client ID" above a field of this name, whatever its label.
			hint: 'Enter your App ID: that of your application in the Ingram Micro Partner Central portal, without spaces around it',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			hint: 'Of the same application. If the test says “Failed to acquire OAuth2 access token: HTTP status 401”, the App ID or the Client Secret is wrong.',
		},
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'production',
			options: [
				{
					name: 'Custom',
					value: 'custom',
					description: 'A gateway of your own, or a simulator',
				},
				{
					name: 'Production',
					value: 'production',
					description: 'Your real orders',
				},
				{
					name: 'Sandbox',
					value: 'sandbox',
					description: 'Ingram Micro’s test environment',
				},
			],
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			displayOptions: { show: { environment: ['custom'] } },
			required: true,
			default: '',
			placeholder: 'e.g. https://gateway.example.com',
			description:
				'Scheme, host and port, without a path. It must start with https://; plain http:// is accepted only for this machine (localhost).',
		},
		{
			displayName: 'Customer Number',
			name: 'customerNumber',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 20-123456',
			description: 'Your customer account number at Ingram Micro, with the branch in front',
		},
		{
			displayName: 'Country Code',
			name: 'countryCode',
			type: 'options',
			required: true,
			default: '',
			options: [
				...countryOptions,
				{
					name: 'Other',
					value: otherCountry,
					description: 'A country that is not in this list',
				},
			],
			description: 'Country of this customer account',
		},
		{
			displayName: 'Other Country Code',
			name: 'otherCountryCode',
			type: 'string',
			displayOptions: { show: { countryCode: [otherCountry] } },
			required: true,
			default: '',
			placeholder: 'e.g. PL',
			description:
				'The two letters that Ingram Micro uses for the country of this customer account',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: apiOrigin,
			url: searchPath,
			qs: {
				customernumber: '={{ $credentials.customerNumber.trim() }}',
				isocountrycode: `={{ $credentials.countryCode === "${otherCountry}" ? $credentials.otherCountryCode.trim().toUpperCase() : $credentials.countryCode }}`,
				pagesize: 1,
			},
			headers: { accept: 'application/json' },
			disableFollowRedirect: true,
			// With these statuses the body tells why; n8n looks into the body of a success only.
			ignoreHttpStatusErrors: { ignore: true, except: [401, ...otherRefusals.keys()] },
		},
		rules: [
			bodyRule(
				'errors[0].fields',
				'customernumber',
				'App ID and Client Secret are right, but the Customer Number is not one of this application. Check it against the number the application was registered with; it has the branch in front, e.g. 20-123456.',
			),
			bodyRule(
				'errors[0].fields',
				'isocountrycode',
				'App ID and Client Secret are right, but the Country Code is not that of the Customer Number. Ingram Micro writes UK, not GB, for the United Kingdom.',
			),
			// Every answer to a search has this container: its absence is a refusal.
			bodyRule(
				'serviceresponse',
				undefined,
				'App ID and Client Secret are right, but the application has no access to the Order API, or not with this Customer Number. Check the Environment, the Customer Number, and that the application was granted the Order API in the Ingram Micro Partner Central portal.',
			),
			statusRule(
				401,
				'Ingram Micro did not accept the access token, nor a new one. Check the App ID and the Client Secret.',
			),
			...Array.from(otherRefusals, ([status, message]) => statusRule(status, message)),
		] as ICredentialTestRequest['rules'] & object,
	};
}

/** A rule on the body; n8n compares the value at `key`, and takes a missing one for undefined. */
function bodyRule(key: string, value: string | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}

function statusRule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}
