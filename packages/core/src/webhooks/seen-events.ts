const dayMs = 24 * 60 * 60 * 1000;

/** More than an account's orders cause in a day; of more than these the oldest are forgotten. */
const maxSeen = 10_000;

/** The ids of the events of the last day, so that one that is posted again is told once. */
export class SeenEvents {
	/** When each was seen, the oldest first. */
	readonly #seen = new Map<string, number>();

	/**
	 * @param now milliseconds since 1970
	 * @returns whether it was not there
	 */
	add(eventId: string, now: number): boolean {
		for (const [id, at] of this.#seen) {
			const isOver = now - at >= dayMs || this.#seen.size > maxSeen;
			if (!isOver) break;
			this.#seen.delete(id);
		}
		if (this.#seen.has(eventId)) return false;
		this.#seen.set(eventId, now);
		return true;
	}

	/** Where nothing came of an event, it may be posted again. */
	forget(eventId: string): void {
		this.#seen.delete(eventId);
	}
}
