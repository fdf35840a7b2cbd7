import type { Place } from './place.ts';

/** What stands for a state that is there and cannot be read: it is no state of the core's. */
const unreadable = 'unreadable';

/**
 * What a node knows from poll to poll, kept where its user wants it. When another place is chosen, it
 * moves there. That it cannot be kept is no reason to stop: it is told once, and memory goes on.
 */
export class KeptState {
	readonly #place: Place;
	/** Where it may lie from the time before another place was chosen. */
	readonly #earlier: readonly Place[];
	readonly #onTrouble: (problem: string) => void;
	#current: unknown;
	#isLoaded = false;
	#from: Place | undefined;
	#saving: Promise<void> = Promise.resolve();
	#isInTrouble = false;

	/** @param onTrouble is given a sentence when the state begins to get lost at the end of the process */
	constructor(
		[place, ...earlier]: readonly [Place, ...Place[]],
		onTrouble: (problem: string) => void,
	) {
		this.#place = place;
		this.#earlier = earlier;
		this.#onTrouble = onTrouble;
	}

	/** What the last complete poll came to. */
	async load(): Promise<unknown> {
		if (this.#isLoaded) return this.#current;
		this.#current = await this.#find();
		this.#isLoaded = true;
		return this.#current;
	}

	/** Replaces it; from now on it counts, whether it can be kept or not. */
	save(state: object): Promise<void> {
		this.#current = state;
		this.#isLoaded = true;
		this.#saving = this.#keep(state);
		return this.#saving;
	}

	/** Resolves when nothing is being written any more. */
	settle(): Promise<void> {
		return this.#saving;
	}

	async #find(): Promise<unknown> {
		for (const place of [this.#place, ...this.#earlier]) {
			try {
				const state = await place.load();
				if (state === undefined || state === null) continue;
				this.#from = place;
				return state;
			} catch {
				if (place === this.#place) return unreadable;
			}
		}
		return undefined;
	}

	async #keep(state: object): Promise<void> {
		try {
			await this.#place.save(state);
			this.#isInTrouble = false;
			if (this.#from && this.#from !== this.#place) await this.#from.remove();
			this.#from = this.#place;
		} catch (thrown) {
			if (this.#isInTrouble) return;
			this.#isInTrouble = true;
			const reason = thrown instanceof Error ? thrown.message : 'unknown';
			this.#onTrouble(
				`What is known of the orders cannot be kept (${reason}). Until it can, a restart begins anew.`,
			);
		}
	}
}
