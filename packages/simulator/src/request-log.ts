import { clientIdOf } from './api/token.ts';
import type { Route } from './api/route.ts';
import type { Fault } from './fault-types.ts';
import type { ApiRequest, LoggedRequest, Outcome } from './simulator-types.ts';

/** What is written down of a request: enough to assert what was sent, without secret or token. */
export function logEntry(
	number: number,
	at: number,
	request: ApiRequest,
	path: string,
	query: LoggedRequest['query'],
	route: Route | undefined,
	application: string | undefined,
	faults: readonly Fault[],
	outcome: Outcome,
): LoggedRequest {
	const isToken = route?.endpoint === 'token';
	return {
		number,
		at,
		method: request.method,
		path,
		query: isToken ? query.map(([name]) => [name, '']) : query,
		...(isToken ? { formFields: [...new URLSearchParams(request.body).keys()] } : {}),
		accept: request.headers?.['accept'],
		contentType: request.headers?.['content-type'],
		endpoint: route?.endpoint,
		version: route === undefined || route.endpoint === 'token' ? undefined : route.version.name,
		imHeaders: imHeadersOf(request),
		application: isToken ? clientIdOf(request) : application,
		status:
			outcome.kind === 'answer'
				? outcome.status
				: outcome.kind === 'reset'
					? outcome.begun?.status
					: undefined,
		faults: faults.map(({ kind }) => kind),
	};
}

function imHeadersOf({ headers = {} }: ApiRequest): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			name.startsWith('im-') && value !== undefined ? [[name, value]] : [],
		),
	);
}
