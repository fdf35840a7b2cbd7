import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What was alive, when so many searches and polls had been done. */
export interface LiveHeap {
	done: number;
	/** Bytes on the heap after a forced collection. */
	bytes: number;
}

/** Growth that is not called a leak, in bytes for each search or poll: less than one order's row. */
const toleratedBytes = 100;

/** Fewer searches and polls than these do not show whether memory is flat. */
const minDone = 4000;

export interface MemoryVerdict {
	verdict: 'flat' | 'GROWING' | 'not judged';
	/** Bytes for each search or poll, over the second half. */
	slope: number;
	/** Twice the standard error of the slope. */
	noise: number;
	first: number;
	half: number;
	last: number;
}

/** Collects garbage, and measures what is left. */
export function measureLiveHeap(done: number): LiveHeap {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	collect();
	collect();
	return { done, bytes: process.memoryUsage().heapUsed };
}

/**
 * Fits a line through the samples of the second half, when everything has been compiled and every
 * pool is full. Memory is flat where the slope is not above its own noise (twice its standard error),
 * or is too small to matter: 10,000 searches and 10,000 polls would leave 2 MB.
 */
export function judgeMemory(samples: readonly LiveHeap[]): MemoryVerdict {
	const half = samples.slice(Math.floor(samples.length / 2));
	const { slope, standardError } = fitLine(half.map(({ done, bytes }) => [done, bytes]));
	const noise = 2 * standardError;
	const judged = {
		...{ slope, noise, first: samples[0]?.bytes ?? 0 },
		...{ half: half[0]?.bytes ?? 0, last: half.at(-1)?.bytes ?? 0 },
	};
	if ((samples.at(-1)?.done ?? 0) < minDone) {
		return { verdict: 'not judged', ...judged };
	}
	const isFlat = slope <= Math.max(noise, toleratedBytes);
	return { verdict: isFlat ? 'flat' : 'GROWING', ...judged };
}

/** By least squares. */
function fitLine(points: readonly (readonly [x: number, y: number])[]): {
	slope: number;
	standardError: number;
} {
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const middle = mean(points.map(([x]) => x));
	const level = mean(points.map(([, y]) => y));
	const spread = points.reduce((sum, [x]) => sum + (x - middle) ** 2, 0);
	const slope = points.reduce((sum, [x, y]) => sum + (x - middle) * (y - level), 0) / spread;
	const errors = points.reduce((sum, [x, y]) => sum + (y - level - slope * (x - middle)) ** 2, 0);
	return { slope, standardError: Math.sqrt(errors / (points.length - 2) / spread) };
}
