import type { Account } from '../account.ts';
import type { Problem } from '../errors/ingram-error.ts';
import { hasControlCharacters } from '../input-values.ts';
import type { Endpoint } from '../requests/gates.ts';
import { endpointOfPath, isApiPath } from '../v5/paths.ts';

/** A link that may be followed with a token. */
export interface CheckedLink {
	url: string;
	endpoint: Endpoint;
}

/** Checks where a link leads: the request carries a token, and the link is the server's word. */
export function checkLink(
	link: unknown,
	account: Account,
): { link: CheckedLink } | { problem: Problem } {
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
	return { link: { url: url.href, endpoint: endpointOfPath(url.pathname) } };
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
