import type { EndpointName } from './fault-types.ts';
import type { ApiVersionName, RateLimitOptions, ResetFormat } from './options.ts';
import type { Usage } from './simulator-types.ts';

export type RateLimitSettings = Required<RateLimitOptions>;

/** What the rate limit says to one call, and what its answer tells about the window. */
export interface Verdict {
	readonly allowed: 'yes' | 'quota-exceeded' | 'spike-arrest';
	readonly remaining: number;
	/** End of the window, on the clock that the call's time was given in. */
	readonly resetAt: number;
}

/** What is counted on its own. */
interface Called {
	readonly application: string;
	readonly endpoint: EndpointName;
	readonly version: ApiVersionName;
}

/** The windows of all applications and endpoints. */
export interface RateLimit {
	/** Counts a call that comes now, and judges it. */
	readonly arrive: (called: Called, now: number) => Verdict;
	readonly usage: readonly Usage[];
	/** Forgets the usage; windows go on. */
	readonly clearUsage: () => void;
}

const spikePeriodMs = 1000;

/** Windows with three headers (Order Lookup API v5, "Rate Limiting"), and spike arrest before them. */
export function createRateLimit(settings: RateLimitSettings): RateLimit {
	const counters = new Map<string, Counter>();
	return {
		arrive: ({ application, endpoint, version }, now) => {
			const counted = settings.sharedByVersions
				? { application, endpoint }
				: { application, endpoint, version };
			const key = Object.values(counted).join(' ');
			const counter = counters.get(key) ?? newCounter(counted);
			counters.set(key, counter);
			return judge(counter, now, settings);
		},
		get usage() {
			return [...counters.values()].map((counter) => ({ ...counter.usage }));
		},
		clearUsage: () => {
			for (const counter of counters.values()) counter.usage = noUsage(countedIn(counter.usage));
		},
	};
}

interface Counter {
	windowStart: number;
	/** Times of the calls let through in this window, and of all that came in it. */
	admitted: number[];
	arrived: number[];
	/** Times of the calls that spike arrest let through lately. */
	recent: number[];
	usage: { -readonly [K in keyof Usage]: Usage[K] };
}

type Counted = Pick<Usage, 'application' | 'endpoint' | 'version'>;

function newCounter(counted: Counted): Counter {
	return {
		windowStart: -Infinity,
		admitted: [],
		arrived: [],
		recent: [],
		usage: noUsage(counted),
	};
}

function noUsage(counted: Counted): Usage {
	return { ...counted, calls: 0, violations: 0, spikeArrests: 0, mostInOneWindow: 0 };
}

function countedIn({ application, endpoint, version }: Usage): Counted {
	return version === undefined ? { application, endpoint } : { application, endpoint, version };
}

function judge(counter: Counter, now: number, settings: RateLimitSettings): Verdict {
	openWindow(counter, now, settings);
	const { usage } = counter;
	const resetAt = counter.windowStart + settings.windowMs;
	const others = callsOfOthers(now - counter.windowStart, settings);
	const left = Math.max(0, settings.limit - others - counter.admitted.length);

	counter.arrived.push(now);
	usage.mostInOneWindow = Math.max(usage.mostInOneWindow, counter.arrived.length);
	if (isSpike(counter, now, settings)) {
		usage.spikeArrests++;
		return { allowed: 'spike-arrest', remaining: left, resetAt };
	}
	if (left === 0) {
		usage.violations++;
		return { allowed: 'quota-exceeded', remaining: 0, resetAt };
	}
	counter.admitted.push(now);
	usage.calls++;
	return { allowed: 'yes', remaining: left - 1, resetAt };
}

function openWindow(counter: Counter, now: number, settings: RateLimitSettings): void {
	const { windowMs, phaseMs, start } = settings;
	if (start === 'rolling') {
		const counts = (at: number): boolean => now - at < windowMs;
		counter.admitted = counter.admitted.filter(counts);
		counter.arrived = counter.arrived.filter(counts);
		counter.windowStart = counter.admitted[0] ?? now;
		return;
	}
	const isOpen = now >= counter.windowStart && now < counter.windowStart + windowMs;
	if (isOpen) return;
	counter.windowStart =
		start === 'clock' ? Math.floor((now - phaseMs) / windowMs) * windowMs + phaseMs : now;
	counter.admitted = [];
	counter.arrived = [];
}

function callsOfOthers(elapsedMs: number, settings: RateLimitSettings): number {
	const { otherCalls, otherCallsAt, windowMs } = settings;
	if (otherCallsAt === 'window-start') return otherCalls;
	return Math.min(otherCalls, Math.floor((otherCalls * elapsedMs) / windowMs));
}

function isSpike(counter: Counter, now: number, { spikeArrest }: RateLimitSettings): boolean {
	if (spikeArrest === 0) return false;
	counter.recent = counter.recent.filter((at) => now - at < spikePeriodMs);
	if (counter.recent.length >= spikeArrest) return true;
	counter.recent.push(now);
	return false;
}

/** The three headers. Times in ms on the server's clock. */
export function rateLimitHeaders(
	verdict: Verdict,
	now: number,
	limit: number,
	resetFormat: ResetFormat,
): Record<string, string> {
	if (resetFormat === 'none') return {};
	return {
		'x-ratelimit-limit': String(limit),
		'x-ratelimit-remaining': String(verdict.remaining),
		'x-ratelimit-reset': resetText(verdict.resetAt, now, resetFormat),
	};
}

function resetText(resetAt: number, now: number, format: Exclude<ResetFormat, 'none'>): string {
	switch (format) {
		case 'milliseconds':
			return String(Math.ceil(resetAt));
		case 'seconds':
			return String(Math.ceil(resetAt / 1000));
		case 'delta-seconds':
			return String(Math.max(0, Math.ceil((resetAt - now) / 1000)));
	}
}
