import { IngramError, tokenFailure, type HttpResponse } from './ingram.ts';

/** How deep n8n nests what went wrong. */
const maxDepth = 6;

/** An answer of the API that n8n made an error of: only 401 is one, once a new token was refused as well. */
export function answerWithin(thrown: unknown): HttpResponse | undefined {
	for (const error of chainOf(thrown)) {
		const { response } = error;
		if (!isObject(response) || response['status'] !== 401) continue;
		const headers = isObject(response['headers']) ? response['headers'] : {};
		return { status: 401, headers: textsOf(headers), body: responseText(response['data']) };
	}
	return undefined;
}

/**
 * What to tell the core of a request that got no answer: why n8n got no token, or why n8n did not
 * send it. Else what n8n threw, of which the core reads the error codes of the connection.
 */
export function failureWithin(thrown: unknown): Error {
	const chain = chainOf(thrown);
	const answer = tokenAnswerWithin(chain);
	if (answer !== undefined) return tokenFailure(answer);
	if (thrown instanceof Error && chain.some(({ code }) => typeof code === 'string')) return thrown;
	const [outermost] = chain;
	return new IngramError({
		code: 'UNREACHABLE',
		message: `n8n did not send the request: ${responseText(outermost?.['message'])}`,
		remedy: 'Check the credential, and the network settings of this n8n.',
		retryable: false,
	});
}

/** The body of an answer as text; n8n gives '' or an object for some. */
export function responseText(body: unknown): string {
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}

/** The answer of the token endpoint, in the shapes in which n8n throws it. */
function tokenAnswerWithin(chain: readonly ThrownObject[]) {
	for (const { response, status, body, code, message } of chain) {
		// An error with a good status is an answer that broke off, of whichever endpoint.
		if (isObject(response) && typeof response['status'] === 'number' && !isGood(response['status']))
			return { status: response['status'], body: responseText(response['data']) };
		if (typeof status === 'number' && code === 'ESTATUS') {
			return { status, body: responseText(body) };
		}
		// The documented refusals of OAuth2; n8n keeps their body and drops their status, 400 or 401.
		if (code === 'EAUTH') return { status: 401, body: responseText(body) };
		if (message === 'Unable to sign without access token') return { status: 200, body: '{}' };
	}
	return undefined;
}

function isGood(status: number): boolean {
	return status >= 200 && status < 300;
}

type ThrownObject = Record<string, unknown>;

function chainOf(thrown: unknown): ThrownObject[] {
	const chain: ThrownObject[] = [];
	let error = thrown;
	while (isObject(error) && chain.length < maxDepth) {
		chain.push(error);
		error = error['cause'];
	}
	return chain;
}

function textsOf(headers: ThrownObject): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
		),
	);
}

function isObject(value: unknown): value is ThrownObject {
	return typeof value === 'object' && value !== null;
}
