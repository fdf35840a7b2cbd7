import { IngramError, type Problem } from './ingram-error.ts';

/** Every wrong value of a call in one failure, before any request is sent. */
export function invalidInput(problems: readonly Problem[]): IngramError {
	const [only] = problems;
	return new IngramError({
		code: 'INVALID_INPUT',
		message:
			problems.length === 1 && only
				? only.message
				: `${String(problems.length)} values cannot be used: ${problems.map(({ message }) => message).join(' ')}`,
		remedy:
			problems.length === 1
				? 'Correct this value; nothing was sent to Ingram Micro.'
				: 'Correct these values; nothing was sent to Ingram Micro.',
		retryable: false,
		problems,
	});
}
