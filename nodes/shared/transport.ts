import type { IExecuteFunctions, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';
import { answerWithin, failureWithin, responseText } from './from-n8n.ts';
import type { HttpRequest, HttpResponse, Send } from './ingram.ts';

export const credentialName = 'ingramMicroOAuth2Api';

/** The core gives up first and says why; this only closes the socket, in milliseconds. */
const socketGraceMs = 1000;

/**
 * The only way out to the network: n8n adds the access token, and renews it once on 401.
 * @param secrets everything that must not be shown; the tokens in use are added to it
 */
export function createSend(
	context: IExecuteFunctions | IPollFunctions,
	secrets: Set<string>,
): Send {
	return async (request, signal) => {
		// n8n changes the options it is given, so each attempt has its own.
		const options = toOptions(request, signal);
		return context.helpers.httpRequestWithAuthentication
			.call(context, credentialName, options, { oauth2: { tokenType: 'Bearer' } })
			.then(toResponse, (error: unknown) => {
				rememberToken(options, secrets);
				return answerWithin(error) ?? Promise.reject(failureWithin(error));
			})
			.finally(() => {
				rememberToken(options, secrets);
			});
	};
}

function toOptions(request: HttpRequest, signal: AbortSignal): IHttpRequestOptions {
	return {
		method: request.method,
		url: request.url,
		headers: { ...request.headers },
		timeout: request.timeoutMs + socketGraceMs,
		encoding: 'text',
		returnFullResponse: true,
		// A redirect would carry the token to another server.
		disableFollowRedirect: true,
		// 401 stays an error to n8n: only then does it renew the token.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		// In an execution n8n puts the signal that cancels it in this one's place.
		abortSignal: signal,
	};
}

function toResponse(answer: unknown): HttpResponse {
	const { statusCode, headers, body } = answer as {
		statusCode: number;
		headers: HttpResponse['headers'];
		body: unknown;
	};
	return { status: statusCode, headers, body: responseText(body) };
}

function rememberToken({ headers }: IHttpRequestOptions, secrets: Set<string>): void {
	const authorization: unknown = headers?.['Authorization'];
	const token = typeof authorization === 'string' && /^\S+ (\S+)$/.exec(authorization)?.[1];
	if (token) secrets.add(token);
}
