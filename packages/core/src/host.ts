/** One HTTP request, as the core asks a host to send it. */
export interface HttpRequest {
	method: 'GET' | 'POST';
	/** Absolute URL, query string included. */
	url: string;
	headers: Readonly<Record<string, string>>;
	/** Form body, already encoded; only with POST. */
	body?: string;
	/** Milliseconds after which the core stops waiting; a host may use it for its own socket. */
	timeoutMs: number;
	/** A host that can should stop reading a body longer than this many bytes. */
	maxBytes: number;
}

/** What came back, whatever the status: an HTTP error is an answer, not an exception. */
export interface HttpResponse {
	status: number;
	/** Header names in lower case. */
	headers: Readonly<Record<string, string | undefined>>;
	/** The body as text, not parsed. */
	body: string;
}

/**
 * Sends one request. Rejects only when there is no answer (DNS, refused, reset, TLS, aborted); with an
 * IngramError when the host knows better why, as where it fetches tokens itself and gets none.
 * Must follow no redirect: the request carries a token.
 */
export type Send = (request: HttpRequest, signal: AbortSignal) => Promise<HttpResponse>;

/** All that the core needs from the program it runs in. Tests give a virtual clock. */
export interface Host {
	send: Send;
	/** Milliseconds since 1970, by the host's clock. */
	now(): number;
	/** Resolves after `ms` milliseconds; rejects at once when the signal aborts. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
	/** A number in [0, 1), for jitter. */
	random(): number;
}

/** The part of a host that measures and passes time. */
export type Clock = Pick<Host, 'now' | 'sleep' | 'random'>;
