import type { TokenDesk } from './api/token.ts';
import type { V6Options } from './api/v6/options.ts';
import type { Clock } from './clock.ts';
import type { OrderBooks } from './data/order-books.ts';
import type { FaultBook } from './fault-book.ts';
import type { EndpointName, Fault } from './fault-types.ts';
import type { Latency } from './options.ts';
import { createOrderLevers, strikeOrders } from './order-levers.ts';
import { parseFault } from './parse-fault.ts';
import {
	parseOrderChange,
	parseOrderDeletion,
	parseOrderEntry,
	parseSubOrderEntry,
} from './parse-order-change.ts';
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
	readonly setV6: (changes: V6Options) => void;
}

/** The levers of a running simulator, and those that faults pull. */
export function createControl(parts: Parts): {
	readonly public: Control;
	readonly beforeAnswer: (fault: Fault) => void;
	readonly afterAnswer: (fault: Fault) => void;
} {
	const { clock, books, tokens, rateLimit, faults, requests } = parts;
	const levers = createOrderLevers(books, clock);
	const control: Control = {
		fault: (fault) => faults.add(parseFault(fault)),
		clearFaults: faults.clear,
		set: (changes) => {
			const { latencyMs, skewMs, dateSkewMs, tokenLifetime, v6 } = parseSettings(changes);
			if (latencyMs !== undefined) parts.setLatency(latencyMs);
			if (skewMs !== undefined) clock.setSkew(skewMs);
			if (dateSkewMs !== undefined) parts.setDateSkew(dateSkewMs);
			if (tokenLifetime !== undefined) tokens.setLifetime(tokenLifetime);
			if (v6 !== undefined) parts.setV6(v6);
		},
		expireTokens: tokens.expireAll,
		...levers,
		enterOrder: (entry) => levers.enterOrder(parseOrderEntry(entry)),
		addSubOrder: (entry) => levers.addSubOrder(parseSubOrderEntry(entry)),
		changeOrder: (change) => levers.changeOrder(parseOrderChange(change)),
		deleteOrder: (deletion) => levers.deleteOrder(parseOrderDeletion(deletion)),
		clearLog: () => {
			requests.length = 0;
			rateLimit.clearUsage();
		},
		state: () => ({
			now: clock.now(),
			orders: Object.fromEntries(
				books.customerNumbers.map((number) => [number, books.of(number)?.orders.length ?? 0]),
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
		afterAnswer: (fault) => faults.note(fault, strikeOrders(levers, fault)),
	};
}

function countByEndpoint(requests: readonly LoggedRequest[]): State['requestCounts'] {
	const counts: Partial<Record<EndpointName | 'other', number>> = {};
	for (const { endpoint = 'other' } of requests) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
	return counts;
}
