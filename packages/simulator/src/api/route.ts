import type { EndpointName } from '../fault-types.ts';

export interface Route {
	readonly endpoint: EndpointName;
	readonly isSandbox: boolean;
	/** e.g. `/sandbox/resellers/v5`; links of the sandbox stay in the sandbox. */
	readonly basePath: string;
	/** Order or invoice number, '' for a search. */
	readonly number: string;
}

const resellers = /^(\/sandbox)?\/resellers\/v5\/(orders|invoices)\/([^/]+)$/i;

/** The endpoint behind a path; the documents write `orders` and `Orders`. */
export function findRoute(path: string): Route | undefined {
	if (path === '/oauth/oauth30/token' || path === '/oauth/oauth20/token') {
		return { endpoint: 'token', isSandbox: false, basePath: '', number: '' };
	}
	const parts = resellers.exec(path);
	if (parts === null) return undefined;
	const [, sandbox, collection = '', last = ''] = parts;
	const number = decode(last);
	if (number === undefined) return undefined;
	const isSandbox = sandbox !== undefined;
	const isOrders = collection.toLowerCase() === 'orders';
	const isSearch = isOrders && number.toLowerCase() === 'search';
	const kind = isSearch ? 'search' : isOrders ? 'order' : 'invoice';
	return {
		endpoint: isSandbox ? `sandbox-${kind}` : kind,
		isSandbox,
		basePath: `${isSandbox ? '/sandbox' : ''}/resellers/v5`,
		number: isSearch ? '' : number,
	};
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
