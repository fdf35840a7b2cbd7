import { IngramError } from './ingram-error.ts';
import { quote } from './quote.ts';
import type { ReceivedAnswer } from './received-answer.ts';

/** An answer with a good status that is not what the API's document describes. */
export function unreadableAnswer(
	answer: ReceivedAnswer,
	/** What is wrong with it, to follow "The answer of Ingram Micro cannot be read: ". */
	what: string,
	/** True for text that is no JSON at all (cut off, a gateway's page): it may be whole next time. */
	retryable: boolean,
): IngramError {
	const piece = quote(answer.body, answer.secrets);
	return new IngramError({
		code: 'UNREADABLE_ANSWER',
		message: `The answer of Ingram Micro cannot be read: ${what}`,
		remedy:
			'Run it again; if it persists, check that nothing between you and the API (a proxy, a gateway) answers in its place, or contact your Ingram Micro e-commerce representative.',
		retryable,
		status: answer.status,
		...(piece && { apiMessage: piece }),
	});
}
