/** Things by key, made when they are first asked for; those that were not asked for the longest go. */
export class Recent<T> {
	readonly #max: number;
	readonly #make: () => T;
	readonly #kept = new Map<string, T>();

	/** @param max how many are kept */
	constructor(max: number, make: () => T) {
		this.#max = max;
		this.#make = make;
	}

	get(key: string): T {
		const value = this.#kept.get(key) ?? this.#make();
		// A map keeps the order in which keys were set.
		this.#kept.delete(key);
		this.#kept.set(key, value);
		const [oldest] = this.#kept.keys();
		if (oldest !== undefined && this.#kept.size > this.#max) this.#kept.delete(oldest);
		return value;
	}
}
