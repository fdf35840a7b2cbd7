import type { Account } from '../account.ts';
import type { IngramClient } from '../client.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import { hasControlCharacters } from '../input-values.ts';
import type { Endpoint } from '../requests/gates.ts';
import { startRun, type Run, type RunOptions } from '../run.ts';
import { readLinkedDocument } from '../v5/read-linked-document.ts';
import type { JsonObject } from '../v5/read-json.ts';
import { endpointOfPath, isApiPath } from '../v5/paths.ts';

/**
 * Follows a link of a search result and gives the document: an order's details or an invoice.
 * @param link as the API sent it: a path, or an absolute address of the account's origin
 * @throws IngramError `INVALID_INPUT`, before anything is sent, for a link that leads elsewhere
 */
export async function followLink(
	client: IngramClient,
	link: unknown,
	options: RunOptions,
): Promise<JsonObject> {
	return getLinkedDocument(client, checkLink(link, client.account), startRun(client.host, options));
}

/** A checked link's document, as one request of a run. */
export async function getLinkedDocument(
	client: IngramClient,
	link: CheckedLink,
	run: Run,
): Promise<JsonObject> {
	const { value } = await client.get(link.endpoint, link.url, readLinkedDocument, run);
	return value;
}

/** A link that may be followed with a token. */
export interface CheckedLink {
	url: string;
	endpoint: Endpoint;
}

/**
 * Checks where a link leads: the request carries a token, and the link is the server's word.
 * @throws IngramError `INVALID_INPUT`
 */
export function checkLink(link: unknown, account: Account): CheckedLink {
	const text = typeof link === 'string' ? link.trim() : '';
	if (text === '')
		throw refused('Link must not be empty; use the value of orderLink or invoiceLink of a search.');
	if (hasControlCharacters(text) || text.includes('\\')) {
		throw refused('Link must not contain control characters or backslashes.');
	}
	const isPath = /^\/(?!\/)/.test(text);
	const url = parse(text, isPath ? account.origin : undefined);
	if (!url || url.origin !== account.origin || url.username || url.password) {
		throw refused(
			`Link must be a path such as /resellers/v5/orders/20-RD12H, or an address at ${account.origin}; it would take the access token elsewhere.`,
		);
	}
	if (!isApiPath(url.pathname)) {
		throw refused('Link must lead to a document below /resellers/ or /sandbox/resellers/.');
	}
	url.hash = '';
	return { url: url.href, endpoint: endpointOfPath(url.pathname) };
}

function parse(text: string, base: string | undefined): URL | undefined {
	try {
		return new URL(text, base);
	} catch {
		return undefined;
	}
}

function refused(message: string) {
	return invalidInput([{ name: 'link', message }]);
}
