/** Where the values of an axis lie, from 0 at its beginning to 1 at its end, and which of them are named. */
export interface Scale {
	place(value: number): number;
	ticks: readonly number[];
}

/** Values that are so many times as large as others would hide them on a linear axis. */
const minLogRatio = 20;

/** How many ticks an axis has, more or less. */
const ticksWanted = 5;

/** A scale for values, logarithmic where they lie far apart; a linear one begins at 0. */
export function scaleOf(values: readonly number[]): Scale {
	const min = Math.min(...values);
	const max = Math.max(...values);
	return min > 0 && max / min >= minLogRatio
		? logScale(min, max)
		: linearScale(Math.min(0, min), max);
}

function linearScale(min: number, max: number): Scale {
	const step = roundStep((max - min || 1) / ticksWanted);
	const first = Math.floor(min / step);
	const last = Math.max(first + 1, Math.ceil(max / step));
	const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
		rounded((first + index) * step),
	);
	return { ticks, place: (value) => (value - first * step) / ((last - first) * step) };
}

/** 1, 2 or 5 times a power of ten, which is not smaller. */
function roundStep(step: number): number {
	const power = 10 ** Math.floor(Math.log10(step));
	return power * ([1, 2, 5].find((factor) => factor * power >= step) ?? 10);
}

function logScale(min: number, max: number): Scale {
	const factors = Math.log10(max / min) > ticksWanted - 1 ? [1] : [1, 2, 5];
	const firstPower = Math.floor(Math.log10(min));
	const powers = Math.ceil(Math.log10(max)) - firstPower + 1;
	const candidates = Array.from({ length: powers }, (_, index) => firstPower + index).flatMap(
		(power) => factors.map((factor) => rounded(factor * 10 ** power)),
	);
	// The last tick that is not above the smallest value, up to the first that is not below the largest.
	const from = candidates.findLast((tick) => tick <= min) ?? min;
	const to = candidates.find((tick) => tick >= max) ?? max;
	return {
		ticks: candidates.filter((tick) => tick >= from && tick <= to),
		place: (value) => Math.log(value / from) / Math.log(to / from),
	};
}

/** Without what binary fractions add. */
function rounded(value: number): number {
	return Number(value.toPrecision(6));
}
