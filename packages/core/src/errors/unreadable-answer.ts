import type { HttpResponse } from '../host.ts';
import { IngramError } from './ingram-error.ts';

const remedy =
	'Run it again; if it persists, check that nothing between you and the API (a proxy, a gateway) answers in its place, or contact your Ingram Micro e-commerce representative.';

/** An answer with a good status that is not what the API's document describes. */
export function unreadableAnswer(
	answer: Pick<HttpResponse, 'status' | 'body'>,
	/** What is wrong with it, to follow "The answer of Ingram Micro cannot be read: ". */
	what: string,
	/** True for text that is not JSON at all (cut off, a gateway's page): it may be whole next time. */
	retryable: boolean,
): IngramError {
	return new IngramError({
		code: 'UNREADABLE_ANSWER',
		message: `The answer of Ingram Micro cannot be read: ${what}`,
		remedy,
		retryable,
		status: answer.status,
		apiMessage: answer.body,
	});
}

/**
 * An answer that is longer than what was asked for can be. A host that stops reading at
 * `HttpRequest.maxBytes` rejects its `send` with this.
 */
export function answerTooLarge(maxBytes: number): IngramError {
	const megabytes = Math.round(maxBytes / 1024 / 1024);
	return new IngramError({
		code: 'UNREADABLE_ANSWER',
		message: `The answer of Ingram Micro cannot be read: it is longer than ${String(megabytes)} MB.`,
		remedy,
		retryable: false,
	});
}
