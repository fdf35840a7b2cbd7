import type { EndpointName, Fault, SetFault } from './fault-types.ts';
import type { Order } from './data/order.ts';
import type {
	OrderChange,
	OrderDeletion,
	OrderEntry,
	SubOrderEntry,
} from './data/order-changes.ts';
import type { ApiVersionName, Settings } from './options.ts';
import type {
	Webhook,
	WebhookAnswer,
	WebhookPost,
	WebhookRequest,
} from './webhooks/webhook-types.ts';

/** A request to the simulated API. */
export interface ApiRequest {
	readonly method: string;
	/** Path and query, or a whole URL of which the origin is ignored. */
	readonly url: string;
	/** Names in any letter case. */
	readonly headers?: Readonly<Record<string, string | undefined>>;
	readonly body?: string;
}

/** An answer; header names in lower case. */
export interface ApiAnswer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** Bytes only where a fault spoils the encoding. */
	readonly body: string | Uint8Array;
}

/** What becomes of a request. Latency is in ms on the server's clock. */
export type Outcome =
	| ({ readonly kind: 'answer'; readonly latencyMs: number } & ApiAnswer)
	/** The connection ends; with `begun`, after that much of an answer has been sent. */
	| { readonly kind: 'reset'; readonly latencyMs: number; readonly begun?: ApiAnswer }
	| { readonly kind: 'hang' };

/** One request as it came. Never holds the secret, the token, or a value of the token form. */
export interface LoggedRequest {
	/** Counts from 1. */
	readonly number: number;
	/** When it came, ms since 1970 on the server's clock. */
	readonly at: number;
	readonly method: string;
	readonly path: string;
	/** Parameters in the order and with the names in which they came; of a token request the names only. */
	readonly query: readonly (readonly [name: string, value: string])[];
	/** The names of a token request's form fields. */
	readonly formFields?: readonly string[];
	readonly accept: string | undefined;
	readonly contentType: string | undefined;
	readonly endpoint: EndpointName | undefined;
	/** Undefined for a token request and an unknown address. */
	readonly version: ApiVersionName | undefined;
	/** The headers of version 6, names in lower case, e.g. `im-correlationid`. */
	readonly imHeaders: Readonly<Record<string, string>>;
	/** Client id, where it could be told. */
	readonly application: string | undefined;
	/** Status answered; undefined for a reset or hang. */
	readonly status: number | undefined;
	/** The kinds of the faults that struck. */
	readonly faults: readonly Fault['kind'][];
}

/** How an application has used one endpoint. */
export interface Usage {
	readonly application: string;
	readonly endpoint: EndpointName;
	/** Missing where the versions share one count. */
	readonly version?: ApiVersionName;
	/** Calls let through. */
	readonly calls: number;
	/** Calls beyond the limit of their window. */
	readonly violations: number;
	/** Calls refused by spike arrest. */
	readonly spikeArrests: number;
	/** The most calls, let through or not, that came within one window. */
	readonly mostInOneWindow: number;
}

/** Everything a developer may want to know of a running simulator; plain JSON. */
export interface State {
	/** The server's clock, ms since 1970. */
	readonly now: number;
	readonly orders: Readonly<Record<string, number>>;
	readonly usage: readonly Usage[];
	/** Requests that came so far, by endpoint. */
	readonly requestCounts: Readonly<Partial<Record<EndpointName | 'other', number>>>;
	readonly requests: readonly LoggedRequest[];
	readonly faults: readonly SetFault[];
}

/** Changes to a running simulator. */
export interface Control {
	/** Sets one more fault. Throws `OptionError` for a fault that makes no sense. */
	readonly fault: (fault: Fault) => void;
	readonly clearFaults: () => void;
	/** Throws `OptionError` for a value that cannot be used. */
	readonly set: (settings: Settings) => void;
	/** All tokens issued so far stop being valid. */
	readonly expireTokens: () => void;
	/** Puts new orders at the front of an account's list, entered now. Default: the first account. */
	readonly insertOrders: (count: number, customerNumber?: string) => void;
	/** Removes the newest orders. */
	readonly deleteOrders: (count: number, customerNumber?: string) => void;
	/** Gives all suborders of the newest orders another status. */
	readonly changeStatus: (statusCode: string, count: number, customerNumber?: string) => void;
	/** Enters one order; with an older entry time, it comes late. Throws `OptionError`, as all below. */
	readonly enterOrder: (entry: OrderEntry) => void;
	readonly addSubOrder: (entry: SubOrderEntry) => void;
	/** Gives one suborder, or all of an order, another status, hold reason, or both. */
	readonly changeOrder: (change: OrderChange) => void;
	/** Removes an order, or one suborder of it. */
	readonly deleteOrder: (deletion: OrderDeletion) => void;
	/** Forgets logged requests and counted usage; windows go on. */
	readonly clearLog: () => void;
	readonly state: () => State;
}

/** The API as a function: no socket, no timer. */
export interface SimulatedApi {
	/** Takes a request at this moment of the clock and tells what becomes of it. */
	readonly handle: (request: ApiRequest) => Outcome;
	readonly control: Control;
	/** The request by which a webhook tells of orders as they are now. Throws `OptionError`. */
	readonly webhook: (webhook: Webhook) => WebhookRequest;
	/** All requests so far, oldest first. */
	readonly requests: readonly LoggedRequest[];
	/** The first account's orders, newest first, as they are now. */
	readonly orders: readonly Order[];
	/** An account's orders; empty for an unknown one. */
	readonly ordersOf: (customerNumber: string) => readonly Order[];
	readonly usage: readonly Usage[];
	/** The usage that went beyond the limit; empty when nobody did. */
	readonly violations: readonly Usage[];
	/** The server's clock, ms since 1970. */
	readonly now: () => number;
}

/** The API behind a port of this machine. */
export interface Simulator extends SimulatedApi {
	/** e.g. `http://127.0.0.1:4010`. */
	readonly origin: string;
	readonly port: number;
	/** Posts to an address of this machine. Throws `OptionError`, also where nobody answers. */
	readonly sendWebhook: (post: WebhookPost) => Promise<WebhookAnswer>;
	/** Ends all connections, also those that hang. */
	readonly close: () => Promise<void>;
}
