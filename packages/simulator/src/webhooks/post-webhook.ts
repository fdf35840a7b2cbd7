import { OptionError } from '../options.ts';
import type { WebhookAnswer, WebhookRequest } from './webhook-types.ts';

const timeoutMs = 30_000;

/** Posts a request, and tells what came back. Throws `OptionError` where nobody answers. */
export async function postWebhook(
	url: string,
	{ method, headers, body, eventIds }: WebhookRequest,
): Promise<WebhookAnswer> {
	try {
		const signal = AbortSignal.timeout(timeoutMs);
		const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
		return { status: response.status, body: await response.text(), eventIds };
	} catch (error) {
		throw new OptionError(`${url} could not be reached: ${reasonOf(error)}`, { cause: error });
	}
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? error.cause.message : error.message;
}
