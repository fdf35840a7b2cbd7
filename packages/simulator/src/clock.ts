export interface Clock {
	/** The server's clock in ms since 1970, as its Date header and reset times tell it. */
	readonly now: () => number;
	/** The server's clock as it was set at the start: windows and token lives do not jump with the skew. */
	readonly steady: () => number;
	/** How many times as fast as the wall clock the server's clock runs. */
	readonly timeScale: number;
	readonly setSkew: (skewMs: number) => void;
}

/** A server clock that starts at the wall clock plus `skewMs` and runs `timeScale` times as fast. */
export function createClock(wallNow: () => number, skewMs: number, timeScale: number): Clock {
	const start = wallNow();
	let addedSkew = 0;
	const steady = (): number => start + skewMs + (wallNow() - start) * timeScale;
	return {
		now: () => steady() + addedSkew,
		steady,
		timeScale,
		setSkew: (newSkewMs) => {
			addedSkew = newSkewMs - skewMs;
		},
	};
}

/** The form in which the API writes times: `2020-10-03T15:54:39Z`. */
export function toTimestamp(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

export const timestampForm = 'UTC in the form YYYY-MM-DDTHH:MM:SSZ';

/** Whether a text is a time in that form which exists. */
export function isTimestamp(text: string): boolean {
	return (
		/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) &&
		!Number.isNaN(Date.parse(text)) &&
		toTimestamp(Date.parse(text)) === text
	);
}
