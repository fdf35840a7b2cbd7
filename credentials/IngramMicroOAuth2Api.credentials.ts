import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';
import { countryOptions, otherCountry } from '../nodes/shared/fields/countries.ts';
import { accessTokenUrl, allowedDomain, apiOrigin } from './addresses.ts';
import {
	customerHeaders,
	searchParameters,
	searchPath,
	statusesWithoutBody,
} from './test-request.ts';

const unavailable =
	'Ingram Micro is not available at the moment. This says nothing about the credential; test again later.';

const noApi =
	'There is no Ingram Micro API at this address. Check the Environment and the Base URL.';

const noAccess =
	'App ID and Client Secret are right, but the application has no access to the Order API, or not with this Customer Number. Check the Environment, the Customer Number, and that the application was granted the Order API in the Ingram Micro Partner Central portal.';

/** What an HTTP status alone tells of a search that was refused. */
const refusals: ReadonlyMap<number, string> = new Map([
	[
		401,
		'Ingram Micro gave an access token, but did not accept it for this API. With API Version 6 this usually means that the App ID is not approved for version 6: ask Ingram Micro to add it to the application, or choose Version 5. Otherwise check the App ID and the Client Secret.',
	],
	[403, noAccess],
	[404, noApi],
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

	documentationUrl = 'https://www.npmjs.com/package/n8n-nodes-ingram-micro#make-the-credential';

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
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			default: 'v5',
			options: [
				{
					name: 'Version 5',
					value: 'v5',
					description: 'Tells why an order is on hold',
				},
				{
					name: 'Version 6',
					value: 'v6',
					description: 'Tells that an order is on hold, but not why',
				},
			],
			hint: 'The version of Ingram Micro’s Order API that your App ID is approved for. Choose Version 6 only if it is not approved for Version 5: Version 6 tells that an order is on hold, but not why.',
		},
		{
			displayName: 'Webhook Secret Key',
			name: 'webhookSecretKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			hint: 'Only for the node Ingram Order Webhook: the secret key that you entered, or had generated, with the webhook in Ingram Micro’s portal',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			method: 'GET',
			baseURL: apiOrigin,
			url: searchPath,
			qs: searchParameters,
			headers: { accept: 'application/json', ...customerHeaders },
			disableFollowRedirect: true,
			// With the other statuses the body tells why; n8n looks into the body of a success only.
			ignoreHttpStatusErrors: { ignore: true, except: statusesWithoutBody },
		},
		rules: [
			...[
				['errors[0].fields', 'customernumber'],
				['errors[0].fields[0].field', 'IM-CustomerNumber'],
			].map(([key = '', value]) =>
				bodyRule(
					key,
					value,
					'App ID and Client Secret are right, but the Customer Number is not one of this application, or not in the right form. Check it against the number the application was registered with; it has the branch in front, e.g. 20-123456.',
				),
			),
			...[
				['errors[0].fields', 'isocountrycode'],
				['errors[0].fields[0].field', 'IM-CountryCode'],
			].map(([key = '', value]) =>
				bodyRule(
					key,
					value,
					'App ID and Client Secret are right, but the Country Code is not that of the Customer Number. Ingram Micro writes UK, not GB, for the United Kingdom.',
				),
			),
			bodyRule(
				'errors[0].message',
				'Validation failed',
				'App ID and Client Secret are right, but Ingram Micro refused the request. Check the Customer Number and the Country Code.',
			),
			bodyRule('fault.detail.errorcode', 'messaging.adaptors.http.flow.ApplicationNotFound', noApi),
			// Whatever they say: n8n compares values, and this is that of any text or object.
			bodyRule(
				'[0].constructor.name',
				'String',
				'What answered is a web page, and not Ingram Micro’s API. Check the Environment and the Base URL.',
			),
			bodyRule('errors[0].fields.constructor.name', 'String', noAccess),
			bodyRule('fault.constructor.name', 'Object', noAccess),
			bodyRule('faultstring.constructor.name', 'String', noAccess),
			bodyRule('message.constructor.name', 'String', noAccess),
			...Array.from(refusals, ([status, message]) => statusRule(status, message)),
		] as ICredentialTestRequest['rules'] & object,
	};
}

/** A rule on the body: n8n refuses the credential where this is the value at `key`. */
function bodyRule(key: string, value: string | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}

function statusRule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}
