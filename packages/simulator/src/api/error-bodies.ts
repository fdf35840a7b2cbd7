import type { FaultBody } from '../fault-types.ts';
import type { ApiAnswer } from '../simulator-types.ts';

export function jsonAnswer(status: number, body: unknown): ApiAnswer {
	return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** An error in the form of the gateway, Apigee. */
export function gatewayFault(status: number, faultstring: string, errorcode: string): ApiAnswer {
	return jsonAnswer(status, { fault: { faultstring, detail: { errorcode } } });
}

/** An error in the form in which the service behind the gateway refuses a parameter. */
export function parameterError(status: number, fields: string, message: string): ApiAnswer {
	return jsonAnswer(status, { errors: [{ message, fields }] });
}

export function quotaFault(status: 429 | 500, application: string): ApiAnswer {
	return gatewayFault(
		status,
		`Rate limit quota violation. Quota limit  exceeded. Identifier : ${application}`,
		'policies.ratelimit.QuotaViolation',
	);
}

export function spikeArrestFault(): ApiAnswer {
	return gatewayFault(
		429,
		'Spike arrest violation. Too many calls at the same time.',
		'policies.ratelimit.SpikeArrestViolation',
	);
}

export function webPage(status: number, title: string): ApiAnswer {
	return {
		status,
		headers: { 'content-type': 'text/html; charset=utf-8' },
		body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`,
	};
}

/** An error status in any of the forms that gateways use. */
export function errorAnswer(status: number, form: FaultBody): ApiAnswer {
	const { reason, errorcode } = errorsByStatus[status] ?? {
		reason: `Error ${status}`,
		errorcode: 'simulator.fault',
	};
	switch (form) {
		case 'apigee':
			return gatewayFault(status, reason, errorcode);
		case 'faultcode':
			return jsonAnswer(status, { faultcode: errorcode, faultstring: reason });
		case 'errors':
			return parameterError(status, '', reason);
		case 'message':
			return jsonAnswer(status, { message: reason });
		case 'html':
			return webPage(status, `${status} ${reason}`);
		case 'text':
			return { status, headers: { 'content-type': 'text/plain' }, body: reason };
		case 'empty':
			return { status, headers: {}, body: '' };
	}
}

const errorsByStatus: Readonly<Record<number, { reason: string; errorcode: string }>> = {
	400: { reason: 'Bad Request', errorcode: 'protocol.http.BadRequest' },
	401: {
		reason: 'Invalid Access Token',
		errorcode: 'keymanagement.service.invalid_access_token',
	},
	403: { reason: 'Forbidden', errorcode: 'policies.accesscontrol.AccessDenied' },
	404: { reason: 'Not Found', errorcode: 'messaging.adaptors.http.flow.ApplicationNotFound' },
	429: { reason: 'Too Many Requests', errorcode: 'policies.ratelimit.QuotaViolation' },
	500: { reason: 'Internal Server Error', errorcode: 'messaging.runtime.InternalError' },
	502: { reason: 'Bad Gateway', errorcode: 'messaging.adaptors.http.flow.UnexpectedEOFAtTarget' },
	503: {
		reason: 'The Service is temporarily unavailable',
		errorcode: 'messaging.adaptors.http.flow.ServiceUnavailable',
	},
	504: { reason: 'Gateway Timeout', errorcode: 'messaging.adaptors.http.flow.GatewayTimeout' },
};
