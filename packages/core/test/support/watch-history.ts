/** Every event that was told, by its id, over all that happens to a watch. */
export class ToldHistory {
	readonly #ids = new Map<string, { event: string; poll: number; isForgotten: boolean }>();
	readonly #events = new Map<string, string>();
	/** Events that were told again after a kill. */
	repeats = 0;

	get size(): number {
		return this.#ids.size;
	}

	/**
	 * An event is told.
	 * @param event what happened to which suborder, for which time: what an id stands for
	 */
	tell(eventId: string, event: string, poll: number): void {
		const known = this.#ids.get(eventId);
		if (known && !known.isForgotten) throw new Error(`Told twice: ${eventId}`);
		if (known && known.event !== event) {
			throw new Error(`One id, two events: ${eventId}: ${known.event}, ${event}`);
		}
		const earlier = this.#events.get(event);
		if (earlier !== undefined && earlier !== eventId) {
			throw new Error(`One event, two ids: ${event}: ${earlier}, ${eventId}`);
		}
		if (known) this.repeats++;
		this.#ids.set(eventId, { event, poll, isForgotten: false });
		this.#events.set(event, eventId);
	}

	/** What was told after a poll is not known any more: it may be told again. */
	forgetAfter(poll: number): void {
		for (const [id, told] of this.#ids) {
			if (told.poll > poll) this.#ids.set(id, { ...told, isForgotten: true });
		}
	}
}
