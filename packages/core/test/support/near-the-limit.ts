import { callAsAnother, createObservedWorld, type ObservedWorld } from './observed-world.ts';
import { search, type Result } from './simulated-world.ts';
import { VirtualClock } from './virtual-clock.ts';

const minute = 60_000;
const callsPerWindow = 60;

/** Requests side by side that every client may have. */
const sideBySide = 6;

/** A search and what it finds at the gate; times in milliseconds. */
export interface Situation {
	/** As many as the list really has. */
	pages: number;
	/** Calls left in the window in which the search starts. */
	left: number;
	/** Whether an answer to an earlier request has told of this window. */
	isKnown: boolean;
	/** From the start of the search to the end of its window. */
	resetInMs: number;
	/** There and back, of every request. */
	latencyMs: number;
	/** How far the server's clock is ahead. */
	skewMs: number;
	/** When the search starts, since 1970. */
	startAt: number;
	/** Whether the server serves half of the page size it is asked for, and repeats the size asked for. */
	isPageSizeClamped: boolean;
}

/** Where a test lets chance decide. */
export interface Draw {
	/** A whole number from `min` to `max`. */
	between: (min: number, max: number) => number;
	chance: (probability: number) => boolean;
}

/** A situation of which some fields are given. */
export function drawSituation(given: Partial<Situation>, { between, chance }: Draw): Situation {
	const left = given.left ?? between(0, callsPerWindow);
	return {
		pages: between(1, left + 130),
		left,
		isKnown: chance(0.5),
		resetInMs: between(500, 45_000),
		latencyMs: Math.round(30 * 100 ** (between(0, 1000) / 1000)),
		skewMs: between(-5000, 5000),
		startAt: Date.UTC(2026, 0, 15, 12) + between(0, minute),
		isPageSizeClamped: false,
		...given,
	};
}

/** Draws that are the same for the same seed. */
export function drawFrom(seed: number): Draw {
	const { random } = new VirtualClock({ seed });
	return {
		between: (min, max) => min + Math.floor(random() * (max - min + 1)),
		chance: (probability) => random() < probability,
	};
}

/** How long the search took, and the world in which it did. */
export async function run(
	situation: Situation,
): Promise<{ tookMs: number; result: Result; world: ObservedWorld }> {
	const { pages, left, isKnown, resetInMs, latencyMs, skewMs, startAt } = situation;
	// A token, a look-up, and some time.
	const earlierMs = isKnown ? 2 * latencyMs + 1000 : 0;
	const world = createObservedWorld({
		startAt: startAt - earlierMs,
		latencyMs,
		api: {
			orders: pages,
			documentedOrders: false,
			skewMs,
			rateLimit: { phaseMs: (startAt + skewMs + resetInMs) % minute },
			search: situation.isPageSizeClamped ? { maxPageSize: 1 } : {},
		},
	});
	callAsAnother(world, callsPerWindow - left - (isKnown ? 1 : 0));
	if (isKnown) {
		await world.clock.run(search(world, { pageNumber: 1 }));
		await world.clock.pass(1000);
	}
	const pageSize = situation.isPageSizeClamped ? 2 : 1;
	const result = await world.clock.run(search(world, { pageSize, maxWait: 3600 }));
	return { tookMs: result.tookMs, result, world };
}

/**
 * No client can be faster with six requests side by side: page 1 tells how many there are, and calls
 * that are not left wait for their window. Of a window nobody has told of, the first answer tells.
 */
export function possibleMs({ pages, left, isKnown, resetInMs, latencyMs }: Situation): number {
	const used = new Map<number, number>();
	const windowAt = (time: number) =>
		time < resetInMs ? 0 : 1 + Math.floor((time - resetInMs) / minute);
	const isLeft = (window: number) =>
		(used.get(window) ?? 0) < (window === 0 ? left : callsPerWindow);
	/** When a request ends that may start then. One that is on its way at a reset counts in both windows. */
	const endOf = (from: number): number => {
		for (let start = from; ; start = resetInMs + windowAt(start) * minute) {
			const windows = new Set([windowAt(start), windowAt(start + latencyMs / 2)]);
			if (![...windows].every(isLeft)) continue;
			for (const window of windows) used.set(window, (used.get(window) ?? 0) + 1);
			return start + latencyMs;
		}
	};
	const tokenMs = isKnown ? 0 : latencyMs;
	const isRefusedFirst = left === 0 && !isKnown && tokenMs < resetInMs;
	const firstEnd = endOf(isRefusedFirst ? tokenMs + latencyMs : tokenMs);
	const ends = Array<number>(sideBySide).fill(firstEnd);
	for (let page = 2; page <= pages; page++) {
		ends.sort((one, other) => one - other);
		ends[0] = endOf(ends[0] ?? firstEnd);
	}
	return Math.max(...ends);
}

/**
 * What a search may take: 1.1 × what is possible, one answer for the token, and the second in which a
 * `Date` header leaves the end of a window.
 */
export function acceptableMs(situation: Situation): number {
	const { left, pages, isKnown, latencyMs } = situation;
	const grainMs = pages > left ? 1100 : 0;
	return 1.1 * possibleMs(situation) + (isKnown ? 0 : latencyMs) + grainMs;
}
