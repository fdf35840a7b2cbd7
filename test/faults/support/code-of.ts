import type { IngramErrorCode } from '@ingram-orders/core';

/** How hosts that show no code name a failure. */
const wordsOf: readonly (readonly [IngramErrorCode, RegExp])[] = [
	['AUTHENTICATION', /gave no access token|did not accept the access token/],
	['ACCESS_DENIED', /has no access to this API/],
	['NOT_FOUND', /has nothing at this address/],
	['REQUEST_REFUSED', /could not understand|refused the request|wants to send the request on/],
	['RATE_LIMIT', /rate limit of Ingram Micro (is used up|leaves no time)/],
	['INCOMPLETE', /could not be read whole/],
	['TIMEOUT', /did not answer within|was not finished within/],
	['UNREACHABLE', /cannot be reached/],
	['UNREADABLE_ANSWER', /answer of Ingram Micro cannot be read/],
	['SERVICE_UNAVAILABLE', /\(HTTP 5\d\d\)|too many requests/],
	['CANCELLED', /was canceled/],
];

/** The code of a failure that is told in words; fails for any that users are told nothing of. */
export function codeIn(words: string): IngramErrorCode {
	const [code] = wordsOf.find(([, expected]) => expected.test(words)) ?? [];
	if (code === undefined) throw new Error(`No failure is named like this: ${words}`);
	return code;
}
