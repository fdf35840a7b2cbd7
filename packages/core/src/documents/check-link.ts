import { isApiPath } from '../api/paths.ts';
import type { Problem } from '../errors/ingram-error.ts';
import type { Account } from '../input/account.ts';
import { hasControlCharacters } from '../input/fields.ts';

/**
 * Checks where a link leads: the request carries a token, and the link is the server's word.
 * @returns the absolute URL, or what is wrong with the link
 */
export function checkLink(link: unknown, account: Account): { url: string } | { problem: Problem } {
	const text = typeof link === 'string' ? link.trim() : '';
	if (text === '')
		return refused(
			'Link must not be empty; use the value of orderLink or invoiceLink of a search.',
		);
	if (hasControlCharacters(text) || text.includes('\\')) {
		return refused('Link must not contain control characters or backslashes.');
	}
	const isPath = /^\/(?!\/)/.test(text);
	const url = parse(text, isPath ? account.origin : undefined);
	if (!url || url.origin !== account.origin || url.username || url.password) {
		return refused(
			`Link must be a path such as /resellers/v5/orders/20-RD12H, or an address at ${account.origin}; it would take the access token elsewhere.`,
		);
	}
	if (!isApiPath(url.pathname)) {
		return refused('Link must lead to a document below /resellers/ or /sandbox/resellers/.');
	}
	url.hash = '';
	return { url: url.href };
}

function parse(text: string, base: string | undefined): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

function refused(message: string) {
	return { problem: { name: 'link', message } };
}
