/** A 64-bit hash in two halves, each a 32-bit integer. */
export interface KeyHash {
	readonly high: number;
	readonly low: number;
}

const start: KeyHash = { high: 0x6a09e667, low: 0x3c6ef372 };

/**
 * The hash of a text; with `before`, of the texts hashed so far and this one. Two of a million
 * different keys have the same hash with a chance of about 1 in 30 million.
 */
export function hashOf(text: string, before: KeyHash = start): KeyHash {
	let high = before.high ^ text.length;
	let low = before.low;
	for (let index = 0; index < text.length; index++) {
		const unit = text.charCodeAt(index);
		high = Math.imul(high ^ unit, 0x9e3779b1);
		low = Math.imul(low ^ unit ^ (high >>> 15), 0x85ebca77);
		high ^= low >>> 13;
	}
	high = Math.imul(high ^ (high >>> 16), 0xc2b2ae3d);
	low = Math.imul(low ^ (low >>> 15) ^ high, 0x27d4eb2f);
	return { high: high ^ (low >>> 16), low: low ^ (high >>> 14) };
}

const firstCapacity = 1024;

/** How full the table may get before it doubles. */
const maxLoad = 0.8;

/**
 * A number from 1 for each key, in 12 bytes a place: 15 to 30 bytes a key, as a table that has just
 * doubled is 40 % full. Holds hashes, not keys.
 */
export class KeyTable {
	#size = 0;
	#hashes = new Int32Array(2 * firstCapacity);
	/** 0 where the place is free. */
	#values = new Uint32Array(firstCapacity);

	/** How many keys there are. */
	get size(): number {
		return this.#size;
	}

	/** The key's number; 0 where there is no such key. */
	get(hash: KeyHash): number {
		return this.#values[this.#placeOf(hash)] ?? 0;
	}

	/** @param value from 1 */
	set(hash: KeyHash, value: number): void {
		const place = this.#placeOf(hash);
		if (this.#values[place] === 0) {
			this.#size++;
			this.#hashes[2 * place] = hash.high;
			this.#hashes[2 * place + 1] = hash.low;
		}
		this.#values[place] = value;
		if (this.#size > maxLoad * this.#values.length) this.#grow();
	}

	/** Where the key is, or would be. */
	#placeOf({ high, low }: KeyHash): number {
		const mask = this.#values.length - 1;
		let place = low & mask;
		while (
			this.#values[place] !== 0 &&
			(this.#hashes[2 * place] !== high || this.#hashes[2 * place + 1] !== low)
		) {
			place = (place + 1) & mask;
		}
		return place;
	}

	#grow(): void {
		const hashes = this.#hashes;
		const values = this.#values;
		this.#hashes = new Int32Array(2 * hashes.length);
		this.#values = new Uint32Array(2 * values.length);
		values.forEach((value, index) => {
			if (value === 0) return;
			const high = hashes[2 * index] ?? 0;
			const low = hashes[2 * index + 1] ?? 0;
			const place = this.#placeOf({ high, low });
			this.#hashes[2 * place] = high;
			this.#hashes[2 * place + 1] = low;
			this.#values[place] = value;
		});
	}
}
