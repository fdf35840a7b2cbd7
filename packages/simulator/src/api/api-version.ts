import type { Clock } from '../clock.ts';
import type { OrderBooks } from '../data/order-books.ts';
import type { ApiVersionName, Application, ResetFormat } from '../options.ts';
import type { ResolvedOptions } from '../resolve-options.ts';
import type { ApiAnswer, ApiRequest } from '../simulator-types.ts';

/** What an address of the order API leads to. */
export type ResourceKind = 'search' | 'order' | 'invoice';

/** What every version answers from: the same orders, accounts and clock. */
export interface World {
	readonly settings: ResolvedOptions;
	readonly clock: Clock;
	readonly books: OrderBooks;
}

/** One authorised GET request, within the rate limit. */
export interface Call {
	/** Header names in lower case. */
	readonly request: ApiRequest;
	readonly query: readonly (readonly [string, string])[];
	readonly application: Application;
	readonly kind: ResourceKind;
	/** The version as the path has it, e.g. `v6.1`. */
	readonly revision: string;
	readonly isSandbox: boolean;
	/** e.g. `/sandbox/resellers/v5`. */
	readonly basePath: string;
	/** Order or invoice number, '' for a search. */
	readonly number: string;
}

/** All that differs between the versions of the order API. */
export interface ApiVersion {
	readonly name: ApiVersionName;
	/** The versions that its paths name, each with what can be asked for below it. */
	readonly revisions: Readonly<Record<string, readonly ResourceKind[]>>;
	/** How X-RateLimit-Reset is written. */
	readonly resetFormat: () => ResetFormat;
	/** For an application that gets a token and is not approved for this version. */
	readonly notApproved: () => ApiAnswer;
	readonly quotaExceeded: (status: 429 | 500, clientId: string) => ApiAnswer;
	readonly answer: (call: Call) => ApiAnswer;
}
