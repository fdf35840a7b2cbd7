import { IngramError } from './ingram-error.ts';

/** Waiting for the rate limit would take longer than the run may wait. All times in milliseconds. */
export function rateLimitExhausted(times: {
	maxWaitMs: number;
	waitedMs: number;
	neededMs: number;
}): IngramError {
	const waited = seconds(times.waitedMs);
	return new IngramError({
		code: 'RATE_LIMIT',
		message:
			`The rate limit of Ingram Micro is used up, and waiting for it would take longer than the ` +
			`${seconds(times.maxWaitMs)} s that Max Wait allows: it has waited ${waited} s and needs ${seconds(times.neededMs)} s more.`,
		remedy:
			'Allow a longer Max Wait, run this less often or at another time than other programs that use the same App ID, or ask for fewer orders.',
		retryable: true,
		status: 429,
	});
}

function seconds(ms: number): string {
	return String(Math.ceil(ms / 1000));
}
