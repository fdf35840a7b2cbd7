import type { Fault } from './fault-types.ts';
import type { Order } from './data/order.ts';
import type { V5Options } from './api/v5/options.ts';
import type { V6Options } from './api/v6/options.ts';

/** The versions of the order API. */
export const apiVersionNames = ['v5', 'v6'] as const;

export type ApiVersionName = (typeof apiVersionNames)[number];

export const resetFormats = ['milliseconds', 'seconds', 'delta-seconds', 'none'] as const;

/** How X-RateLimit-Reset is written, the first two since 1970; `none` leaves out all three headers. */
export type ResetFormat = (typeof resetFormats)[number];

export const erps = ['impulse', 'sap'] as const;

/** The two systems that Ingram Micro's countries use. */
export type Erp = (typeof erps)[number];

/** A customer account that an application may ask for. */
export interface Account {
	/** As in the document: branch, hyphen, number, e.g. `20-123456`. */
	readonly customerNumber: string;
	/** Two letters, as Ingram Micro writes them (`UK`, not `GB`). */
	readonly countryCode: string;
	/** The system behind the country: its orders have other numbers in `sap`. Default `impulse`. */
	readonly erp?: Erp;
}

/** An application that may ask for a token. */
export interface Application {
	readonly clientId: string;
	readonly clientSecret: string;
	readonly accounts: readonly Account[];
	/** False: the application gets a token, but 403 from the order API. Default true. */
	readonly orderApi?: boolean;
	/** The versions of the order API that the application is approved for. Default: all. */
	readonly apiVersions?: readonly ApiVersionName[];
}

/** Milliseconds on the server's clock: the same for every answer, or evenly drawn between two. */
export type Latency = number | { readonly min: number; readonly max: number };

/** Order Lookup API v5, "Rate Limiting". Counted for each application and endpoint. */
export interface RateLimitOptions {
	/** Calls allowed in one window. Default 60. */
	readonly limit?: number;
	/** Length of a window in ms on the server's clock. Default 60000. */
	readonly windowMs?: number;
	/**
	 * Windows begin at whole multiples of `windowMs` (`clock`, default), or with a first request; or they
	 * roll: any period of that length has at most `limit` calls, and the reset is when the oldest of them
	 * no longer counts.
	 */
	readonly start?: 'clock' | 'first-request' | 'rolling';
	/** With `clock`: how many ms after the multiple a window begins. Default 0. */
	readonly phaseMs?: number;
	/** In version 5; version 6 has a setting of its own. Default `milliseconds`. */
	readonly resetFormat?: ResetFormat;
	/** Status of a call beyond the limit: 429 (document, default) or 500 (the gateway's own default). */
	readonly exceededStatus?: 429 | 500;
	/** Calls that another process with the same application makes in every window. Default 0. */
	readonly otherCalls?: number;
	/** Whether those calls come all at the window's start (default) or evenly over the window. */
	readonly otherCallsAt?: 'window-start' | 'spread';
	/** Spike arrest: at most this many calls in any 1000 ms, 0 for none. Default 0. */
	readonly spikeArrest?: number;
	/** Whether calls to all versions count together, which no document says. Default false. */
	readonly sharedByVersions?: boolean;
}

/** Which orders are told in two entries with different suborders; those with one suborder never. */
export interface SplitOrders {
	/** One order in so many, chosen by its number and entry time; 1 for all of them. */
	readonly every: number;
	/** The second entry comes so many places after the first, or last where the list ends before. */
	readonly apart: number;
}

/** Variations of the search answer that the documents leave open. */
export interface SearchOptions {
	/** With `orderstatus`: whole orders (default) or only the suborders that have the status. */
	readonly statusFilter?: 'orders' | 'suborders';
	/** How many days back a search looks that names neither an order nor a time. Default: all. */
	readonly lookbackDays?: number;
	/** Larger page sizes are served as this one. Default 100. */
	readonly maxPageSize?: number;
	/** Serve every page with this size whatever `pagesize` says. Default: off. */
	readonly fixedPageSize?: number;
	/** Which size `pagesize` tells: the one asked for (default, as documented), or the one served. */
	readonly echoPageSize?: 'asked' | 'used';
	/** Tells some orders in two entries. Default: off. */
	readonly splitOrders?: SplitOrders;
	/** What `ordersfound` counts where orders are told in two entries. Default `entries`. */
	readonly ordersFound?: 'entries' | 'orders';
	/** How an empty result is announced. Default `FAILED`. */
	readonly noDataFound?: 'FAILED' | 'SUCCESS';
	/** Name of the outer container; '' for none. Default `serviceresponse`. */
	readonly serviceContainer?: string;
	/** Name of the container of the orders; '' for none. Default `ordesearchresponse` (as documented). */
	readonly searchContainer?: string;
	/** Answer every search with the document's sample, whatever was asked. Default false. */
	readonly sampleOnly?: boolean;
}

/** What the simulated API needs to know; every value has a default. */
export interface ApiOptions {
	/** The wall clock in ms since 1970. Default `Date.now`. */
	readonly now?: () => number;
	/** How far the server's clock is ahead of the wall clock, in ms. Default 0. */
	readonly skewMs?: number;
	/** How far the machine that writes `Date` is ahead of the one that counts windows, in ms. Default 0. */
	readonly dateSkewMs?: number;
	/** How many times as fast as the wall clock the server's clock runs. Default 1. */
	readonly timeScale?: number;
	/** Default: `demo-app` / `demo-secret` with customer number `20-123456`, country `UK`. */
	readonly applications?: readonly Application[];
	/** How many orders to generate for each account, or the orders themselves. Default 300. */
	readonly orders?: number | readonly Order[];
	/** Whether account 20-123456 also has the orders of the document. Default true. */
	readonly documentedOrders?: boolean;
	/** Seed of the generated orders and of random latency. Default 1. */
	readonly seed?: number;
	/** When the newest generated order was entered, ms since 1970. Default: the server's clock at the start. */
	readonly today?: number;
	/** Over how many days before `today` the generated orders are spread. Default 60. */
	readonly days?: number;
	/** Whether some generated suborders have codes that the document does not list. Default false. */
	readonly unknownCodes?: boolean;
	/** Life of a token in seconds. Default 86399. */
	readonly tokenLifetime?: number;
	/** Default 0. */
	readonly latencyMs?: Latency;
	readonly rateLimit?: RateLimitOptions;
	readonly search?: SearchOptions;
	readonly v5?: V5Options;
	readonly v6?: V6Options;
	/** Faults set from the start. Default none. */
	readonly faults?: readonly Fault[];
}

/** The API behind a port of this machine. */
export interface SimulatorOptions extends ApiOptions {
	/** Only 127.0.0.1 (default) and localhost are accepted. */
	readonly host?: string;
	/** 0 (default) takes any free port. */
	readonly port?: number;
}

/** What can be changed while the simulator runs. */
export interface Settings {
	readonly latencyMs?: Latency;
	readonly skewMs?: number;
	readonly dateSkewMs?: number;
	readonly tokenLifetime?: number;
	/** Those that are given change, the others stay. */
	readonly v6?: V6Options;
}

/** An option has a value that cannot be used; the message names every one of them. */
export class OptionError extends Error {
	override readonly name = 'OptionError';
}
