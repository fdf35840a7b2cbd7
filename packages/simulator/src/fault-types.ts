import type { ApiVersionName } from './options.ts';
import type {
	OrderChange,
	OrderDeletion,
	OrderEntry,
	SubOrderEntry,
} from './data/order-changes.ts';

/** The endpoints that have a rate limit and faults of their own. */
export const endpointNames = [
	'token',
	'search',
	'order',
	'invoice',
	'sandbox-search',
	'sandbox-order',
	'sandbox-invoice',
] as const;

export type EndpointName = (typeof endpointNames)[number];

/** The shapes in which a gateway writes an error. */
export const faultBodies = [
	'apigee',
	'faultcode',
	'errors',
	'message',
	'html',
	'text',
	'empty',
] as const;

export type FaultBody = (typeof faultBodies)[number];

/**
 * When a fault strikes. Requests are counted from the moment the fault is set, only those of the
 * chosen endpoints, page and status. Without `requests`, `every` and `times` it strikes once, at the first.
 */
export interface FaultTrigger {
	/** One or several; default: all but `token`. */
	readonly endpoint?: EndpointName | readonly EndpointName[];
	/** Only requests to this version of the order API; default: any. */
	readonly version?: ApiVersionName;
	/** Only searches for this page number. */
	readonly page?: number;
	/** Only searches for this order status; '' for those that name none. */
	readonly orderStatus?: string;
	/** Strike at these requests; the first is 1. */
	readonly requests?: readonly number[];
	/** Strike at every nth request; 1 means always. */
	readonly every?: number;
	/** Strike at most this often. Default 1, or without bound where `requests` or `every` is given. */
	readonly times?: number;
}

/** What a fault does to the request. */
export type FaultEffect =
	/** An error status. The default body is `apigee`. */
	| {
			readonly kind: 'status';
			readonly status: number;
			readonly body?: FaultBody;
			/** The Retry-After header: seconds, or a date or time, which is sent in HTTP's form. */
			readonly retryAfter?: number | string;
	  }
	/** The quota fault although quota is left. Default status 500. */
	| { readonly kind: 'quota'; readonly status?: 429 | 500 }
	/** 429 by spike arrest, quota left. */
	| { readonly kind: 'spike-arrest' }
	/** The connection ends without an answer. */
	| { readonly kind: 'reset' }
	/** The connection ends in the middle of the answer's body. */
	| { readonly kind: 'reset-mid-body' }
	/** No answer ever comes. */
	| { readonly kind: 'hang' }
	/** The answer takes this long, in ms on the server's clock. */
	| { readonly kind: 'slow'; readonly latencyMs: number }
	/** Status 200, and JSON that stops in the middle. */
	| { readonly kind: 'truncated' }
	/** Status 200 with a web page. */
	| { readonly kind: 'html' }
	/** Status 200 without a body. */
	| { readonly kind: 'empty' }
	/** Default status 302, to an origin that does not exist. */
	| { readonly kind: 'redirect'; readonly location?: string; readonly status?: number }
	/** The right answer, made this large by a field that nobody knows. Default 20 MB. */
	| { readonly kind: 'oversized'; readonly bytes?: number }
	/** A body in Latin-1 that calls itself UTF-8. */
	| { readonly kind: 'latin1' }
	/** A plain body that calls itself gzip. */
	| { readonly kind: 'mislabeled-gzip' }
	/** Any body. Default status 200 and content type application/json. */
	| {
			readonly kind: 'body';
			readonly body: string;
			readonly status?: number;
			readonly contentType?: string;
	  }
	/** The right answer without the three rate-limit headers. */
	| { readonly kind: 'no-rate-limit-headers' }
	/** Before the request is looked at, all tokens issued so far stop being valid. */
	| { readonly kind: 'expire-tokens' }
	/** Before the request is looked at, the server's clock is set this far ahead of the wall clock. */
	| { readonly kind: 'clock-skew'; readonly skewMs: number }
	/** After the answer, new orders appear at the front of the list. Default 1. */
	| { readonly kind: 'insert-orders'; readonly count?: number }
	/** After the answer, the newest orders disappear. Default 1. */
	| { readonly kind: 'delete-orders'; readonly count?: number }
	/** After the answer, the suborders of the newest orders change their status. Default 1 order. */
	| { readonly kind: 'change-status'; readonly statusCode: string; readonly count?: number }
	/** After the answer, one order is entered, gains a suborder, changes, or disappears. */
	| ({ readonly kind: 'enter-order' } & OrderEntry)
	| ({ readonly kind: 'add-suborder' } & SubOrderEntry)
	| ({ readonly kind: 'change-order' } & OrderChange)
	| ({ readonly kind: 'delete-order' } & OrderDeletion);

export type Fault = FaultTrigger & FaultEffect;

/** A fault that is set, and what has become of it. */
export type SetFault = Fault & {
	/** Requests that it has counted. */
	readonly seen: number;
	readonly struck: number;
	/** Why it could not do what it should when it last struck, e.g. because the order is not known. */
	readonly problem?: string;
};
