import type { TokenDesk } from './api/token.ts';
import type { Clock } from './clock.ts';
import type { OrderBook } from './data/order-book.ts';
import type { OrderBooks } from './data/order-books.ts';
import type { FaultBook } from './fault-book.ts';
import type { EndpointName, Fault } from './fault-types.ts';
import { OptionError, type Latency } from './options.ts';
import { parseFault } from './parse-fault.ts';
import type { RateLimit } from './rate-limit.ts';
import { parseSettings } from './resolve-options.ts';
import type { Control, LoggedRequest, State } from './simulator-types.ts';

interface Parts {
	readonly clock: Clock;
	readonly books: OrderBooks;
	readonly tokens: TokenDesk;
	readonly rateLimit: RateLimit;
	readonly faults: FaultBook;
	readonly requests: LoggedRequest[];
	readonly setLatency: (latency: Latency) => void;
	readonly setDateSkew: (skewMs: number) => void;
}

/** The levers of a running simulator, and those that faults pull. */
export function createControl(parts: Parts): {
	readonly public: Control;
	readonly beforeAnswer: (fault: Fault) => void;
	readonly afterAnswer: (fault: Fault) => void;
} {
	const { clock, books, tokens, rateLimit, faults, requests } = parts;
	const control: Control = {
		fault: (fault) => faults.add(parseFault(fault)),
		clearFaults: faults.clear,
		set: (changes) => {
			const { latencyMs, skewMs, dateSkewMs, tokenLifetime } = parseSettings(changes);
			if (latencyMs !== undefined) parts.setLatency(latencyMs);
			if (skewMs !== undefined) clock.setSkew(skewMs);
			if (dateSkewMs !== undefined) parts.setDateSkew(dateSkewMs);
			if (tokenLifetime !== undefined) tokens.setLifetime(tokenLifetime);
		},
		expireTokens: tokens.expireAll,
		insertOrders: (count, customerNumber) =>
			bookOf(books, customerNumber).insert(count, clock.now()),
		deleteOrders: (count, customerNumber) => bookOf(books, customerNumber).deleteNewest(count),
		changeStatus: (statusCode, count, customerNumber) =>
			bookOf(books, customerNumber).changeStatusOfNewest(statusCode, count),
		clearLog: () => {
			requests.length = 0;
			rateLimit.clearUsage();
		},
		state: () => ({
			now: clock.now(),
			orders: Object.fromEntries(
				books.customerNumbers.map((number) => [number, bookOf(books, number).orders.length]),
			),
			usage: rateLimit.usage,
			requestCounts: countByEndpoint(requests),
			requests,
			faults: faults.faults,
		}),
	};
	return {
		public: control,
		beforeAnswer: (fault) => {
			if (fault.kind === 'expire-tokens') control.expireTokens();
			if (fault.kind === 'clock-skew') clock.setSkew(fault.skewMs);
		},
		afterAnswer: (fault) => {
			if (fault.kind === 'insert-orders') control.insertOrders(fault.count ?? 1);
			if (fault.kind === 'delete-orders') control.deleteOrders(fault.count ?? 1);
			if (fault.kind === 'change-status') control.changeStatus(fault.statusCode, fault.count ?? 1);
		},
	};
}

function bookOf(books: OrderBooks, customerNumber: string | undefined): OrderBook {
	if (customerNumber === undefined) return books.first;
	const book = books.of(customerNumber);
	if (book === undefined) {
		throw new OptionError(
			`customerNumber ${customerNumber} is not known; known are ${books.customerNumbers.join(', ')}`,
		);
	}
	return book;
}

function countByEndpoint(requests: readonly LoggedRequest[]): State['requestCounts'] {
	const counts: Partial<Record<EndpointName | 'other', number>> = {};
	for (const { endpoint = 'other' } of requests) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
	return counts;
}
