import type { HttpResponse } from '../host.ts';
import { readRetryAfter } from '../time/retry-after.ts';
import { IngramError, type IngramErrorCode } from './ingram-error.ts';

interface HttpFailure {
	code: IngramErrorCode;
	message: string;
	remedy: string;
	retryable: boolean;
}

const serverRemedy =
	'Run it again in a few minutes; if it persists, contact your Ingram Micro e-commerce representative.';

/** Reason and remedy of each code in "API HTTP Response Codes", Order Lookup API v5. */
const failures: Readonly<Record<number, HttpFailure>> = {
	400: {
		code: 'REQUEST_REFUSED',
		message: 'Ingram Micro could not understand the request (HTTP 400).',
		remedy: 'Check the values of the filters and options.',
		retryable: false,
	},
	401: {
		code: 'AUTHENTICATION',
		message: 'Ingram Micro did not accept the access token, nor a new one (HTTP 401).',
		remedy: 'Check the App ID and the Client Secret.',
		retryable: false,
	},
	403: {
		code: 'ACCESS_DENIED',
		message: 'The App ID has no access to this API (HTTP 403).',
		remedy:
			'Check that the Environment is the right one, and that the application has been granted the Order API in the Ingram Micro Partner Central portal.',
		retryable: false,
	},
	404: {
		code: 'NOT_FOUND',
		message: 'Ingram Micro has nothing at this address (HTTP 404).',
		remedy: 'Check the Environment and the Base URL, or the link that was followed.',
		retryable: false,
	},
	// Of the token endpoint alone: where the API says this, it is waited out.
	429: {
		code: 'SERVICE_UNAVAILABLE',
		message: 'Ingram Micro got too many requests for access tokens (HTTP 429).',
		remedy: serverRemedy,
		retryable: true,
	},
	500: {
		code: 'SERVICE_UNAVAILABLE',
		message: 'Ingram Micro’s server failed (HTTP 500).',
		remedy: serverRemedy,
		retryable: true,
	},
	502: {
		code: 'SERVICE_UNAVAILABLE',
		message:
			'The gateway of Ingram Micro got no valid answer from the system behind it (HTTP 502).',
		remedy: serverRemedy,
		retryable: true,
	},
	503: {
		code: 'SERVICE_UNAVAILABLE',
		message: 'Ingram Micro is not ready to answer at the moment (HTTP 503).',
		remedy: serverRemedy,
		retryable: true,
	},
	504: {
		code: 'SERVICE_UNAVAILABLE',
		message: 'The system behind the gateway of Ingram Micro did not answer in time (HTTP 504).',
		remedy: serverRemedy,
		retryable: true,
	},
};

const redirect: HttpFailure = {
	code: 'REQUEST_REFUSED',
	message:
		'The server wants to send the request on to another address, which is not followed because it carries a token.',
	remedy: 'Check the Environment and the Base URL.',
	retryable: false,
};

const customerMismatch: HttpFailure = {
	code: 'CUSTOMER_MISMATCH',
	message: 'The customer number does not belong to the App ID, or not to this country.',
	remedy:
		'Check the customer number and the country against those the application was registered with.',
	retryable: false,
};

/** The failure for an HTTP status that is not a success, with the API's own words where it gave some. */
export function httpFailure(
	{ status, headers }: Pick<HttpResponse, 'status' | 'headers'>,
	apiMessage: string,
): IngramError {
	const retryAfterMs = status === 503 ? readRetryAfter(headers) : undefined;
	return new IngramError({
		...chooseFailure(status, apiMessage),
		status,
		apiMessage,
		...(retryAfterMs !== undefined && { retryAfterMs }),
	});
}

/** A preamble that says `FAILED` for another reason than that nothing was found. */
export function refusedByPreamble(apiMessage: string, status: number): IngramError {
	if (speaksOfCustomer(apiMessage)) {
		return new IngramError({ ...customerMismatch, status, apiMessage });
	}
	return new IngramError({
		code: 'REQUEST_REFUSED',
		message: 'Ingram Micro answered that the request failed.',
		remedy: 'Check the values of the filters and options against what Ingram Micro says.',
		retryable: false,
		status,
		apiMessage,
	});
}

/** The token endpoint refused the application. */
export function wrongCredentials(status: number, apiMessage: string): IngramError {
	return new IngramError({
		code: 'AUTHENTICATION',
		message: `Ingram Micro gave no access token: the App ID or the Client Secret is wrong (HTTP ${String(status)}).`,
		remedy: 'Copy both again from the application in the Ingram Micro Partner Central portal.',
		retryable: false,
		status,
		apiMessage,
	});
}

/** The App ID was granted other versions of the API; a new token would not help. */
export function accessDeniedToVersion(
	version: string,
	status: number,
	apiMessage: string,
): IngramError {
	return new IngramError({
		code: 'ACCESS_DENIED',
		message: `The App ID is not approved for version ${version} of the Order API (HTTP ${String(status)}).`,
		remedy:
			'Ask Ingram Micro to add it to the application in the Partner Central portal, or choose another API version in the account.',
		retryable: false,
		status,
		apiMessage,
	});
}

/** The API cannot read the customer number or the country, whoever it belongs to. */
export function refusedForm(
	what: 'customer number' | 'country code',
	status: number,
	apiMessage: string,
): IngramError {
	return new IngramError({
		code: 'REQUEST_REFUSED',
		message: `Ingram Micro does not accept the form of the ${what} (HTTP ${String(status)}).`,
		remedy:
			what === 'customer number'
				? 'Write it as Ingram Micro does, e.g. 20-123456.'
				: 'Check the two letters; for the United Kingdom, where UK is refused, try GB, and the other way round.',
		retryable: false,
		status,
		apiMessage,
	});
}

function chooseFailure(status: number, apiMessage: string): HttpFailure {
	if ((status === 400 || status === 403) && speaksOfCustomer(apiMessage)) return customerMismatch;
	const known = failures[status];
	if (known) return known;
	if (status >= 300 && status < 400) return redirect;
	if (status >= 500) {
		return {
			code: 'SERVICE_UNAVAILABLE',
			message: `Ingram Micro’s server failed (HTTP ${String(status)}).`,
			remedy: serverRemedy,
			retryable: true,
		};
	}
	return {
		code: 'REQUEST_REFUSED',
		message: `Ingram Micro refused the request (HTTP ${String(status)}).`,
		remedy: 'Check the values of the filters and options, and the Environment.',
		retryable: false,
	};
}

function speaksOfCustomer(apiMessage: string): boolean {
	return (
		/\bcustomer\s*(number|account|id)?\b/i.test(apiMessage) && !/customer\s*order/i.test(apiMessage)
	);
}

/** An answer that says there is no such document. */
export function notFoundDocument(status: number, apiMessage: string): IngramError {
	return new IngramError({
		code: 'NOT_FOUND',
		message: 'Ingram Micro has no such document.',
		remedy: 'Check the link; invoices can be read for nine months.',
		retryable: false,
		status,
		apiMessage,
	});
}
