import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';
import axios, { AxiosError, type AxiosResponse } from 'axios';
import {
	answerTooLarge,
	isLoopback,
	type Host,
	type HttpRequest,
	type HttpResponse,
} from '@ingram-orders/core';

const connections = {
	httpAgent: new HttpAgent({ keepAlive: true }),
	httpsAgent: new HttpsAgent({ keepAlive: true }),
};

/** The core's host in a Node.js process: axios for requests, the process's own clock and timers. */
export const axiosHost: Host = {
	send,
	now: () => Date.now(),
	sleep: async (ms, signal) => {
		await delay(ms, undefined, { signal });
	},
	random: () => Math.random(),
};

/**
 * Sends a request as it is: no redirect is followed, every status is an answer, the body stays text.
 * A proxy is taken from the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`), but not for this
 * machine, which a proxy would take for itself.
 */
async function send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
	try {
		return toResponse(await ask(request, signal));
	} catch (thrown) {
		if (saysAxios(thrown, 'maxContentLength size of ')) throw answerTooLarge(request.maxBytes);
		if (saysAxios(thrown, 'stream has been aborted')) throw connectionLost();
		throw thrown;
	}
}

function ask(request: HttpRequest, signal: AbortSignal): Promise<AxiosResponse<unknown>> {
	return axios.request({
		...connections,
		...(isLoopback(new URL(request.url).hostname) && { proxy: false as const }),
		method: request.method,
		url: request.url,
		headers: { ...request.headers },
		...(request.body !== undefined && { data: request.body }),
		signal,
		timeout: request.timeoutMs,
		// Otherwise a timeout has the code of a lost connection.
		transitional: { clarifyTimeoutError: true },
		maxRedirects: 0,
		maxContentLength: request.maxBytes,
		responseType: 'text',
		// axios would parse JSON, and pass on text that it could not parse.
		transformResponse: (body: unknown) => body,
		validateStatus: () => true,
	});
}

/** Whether axios rejected for a reason that only its message tells: the code is the same for several. */
function saysAxios(thrown: unknown, beginning: string): boolean {
	return thrown instanceof AxiosError && thrown.message.startsWith(beginning);
}

/** As Node.js would have rejected, had the answer not begun. */
function connectionLost(): Error {
	return Object.assign(new Error('The connection was lost.'), { code: 'ECONNRESET' });
}

function toResponse(answer: AxiosResponse<unknown>): HttpResponse {
	return {
		status: answer.status,
		headers: textHeaders(answer.headers),
		body: typeof answer.data === 'string' ? answer.data : '',
	};
}

function textHeaders(headers: AxiosResponse['headers']): HttpResponse['headers'] {
	const entries = Object.entries(headers).map(([name, value]): [string, string | undefined] => [
		name.toLowerCase(),
		typeof value === 'string' ? value : undefined,
	]);
	return Object.fromEntries(entries);
}
