export interface Random {
	/** A whole number from 0 up to, not including, `end`. */
	readonly below: (end: number) => number;
	/** True in this share of cases. */
	readonly chance: (share: number) => boolean;
	readonly pick: <T>(list: readonly [T, ...T[]]) => T;
}

/** The same numbers for the same seed (mulberry32). */
export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
	return {
		below: (end) => Math.floor(next() * end),
		chance: (share) => next() < share,
		pick: (list) => list[Math.floor(next() * list.length)] ?? list[0],
	};
}

/** A seed for one of several sequences that must not resemble each other. */
export function seedFor(seed: number, name: string): number {
	let hash = seed ^ 0x811c9dc5;
	for (let index = 0; index < name.length; index++) {
		hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}
