import type { EndpointName } from '../fault-types.ts';
import type { ApiVersion, ResourceKind } from './api-version.ts';

export type Route = TokenRoute | ResourceRoute;

interface TokenRoute {
	readonly endpoint: 'token';
}

/** An address of the order API. */
export interface ResourceRoute {
	readonly endpoint: Exclude<EndpointName, 'token'>;
	readonly version: ApiVersion;
	readonly kind: ResourceKind;
	/** The version as the path has it, e.g. `v6.1`. */
	readonly revision: string;
	readonly isSandbox: boolean;
	/** e.g. `/sandbox/resellers/v5`. */
	readonly basePath: string;
	/** Order or invoice number, '' for a search. */
	readonly number: string;
}

const resellers = /^(\/sandbox)?\/resellers\/(v[\d.]+)\/(orders|invoices)\/([^/]+)$/i;

/** The endpoint behind a path; the documents write `orders` and `Orders`. */
export function findRoute(path: string, versions: readonly ApiVersion[]): Route | undefined {
	if (path === '/oauth/oauth30/token' || path === '/oauth/oauth20/token') {
		return { endpoint: 'token' };
	}
	const parts = resellers.exec(path);
	if (parts === null) return undefined;
	const [, sandbox, written = '', collection = '', last = ''] = parts;
	const revision = written.toLowerCase();
	const number = decode(last);
	const version = versions.find(({ revisions }) => Object.hasOwn(revisions, revision));
	if (number === undefined || version === undefined) return undefined;
	const kinds = version.revisions[revision] ?? [];
	const kind = kindOf(collection, number, kinds);
	if (!kinds.includes(kind)) return undefined;
	const isSandbox = sandbox !== undefined;
	return {
		endpoint: isSandbox ? `sandbox-${kind}` : kind,
		version,
		kind,
		revision,
		isSandbox,
		basePath: `${isSandbox ? '/sandbox' : ''}/resellers/${revision}`,
		number: kind === 'search' ? '' : number,
	};
}

function kindOf(collection: string, last: string, kinds: readonly ResourceKind[]): ResourceKind {
	if (collection.toLowerCase() !== 'orders') return 'invoice';
	return last.toLowerCase() === 'search' && kinds.includes('search') ? 'search' : 'order';
}

function decode(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
