/** After so many failures in a row the service is taken for gone. */
const failuresOfOutage = 3;

/**
 * What the requests of one run know together of the service. While nothing succeeds, one of them
 * probes and the others wait: a short outage costs none of them its attempts, and a service that is
 * gone is not asked once more by each.
 */
export class Outage {
	#failuresInARow = 0;
	#prober: symbol | undefined;
	readonly #waiting = new Set<() => void>();

	get #isOn(): boolean {
		return this.#failuresInARow >= failuresOfOutage;
	}

	/** Whether this request may go now; during an outage one may, which then probes for all. */
	mayGo(request: symbol): boolean {
		if (!this.#isOn) return true;
		this.#prober ??= request;
		return this.#prober === request;
	}

	/**
	 * Calls back once, when it may be another request's turn.
	 * @returns what takes the callback back
	 */
	onChange(callback: () => void): () => void {
		this.#waiting.add(callback);
		return () => this.#waiting.delete(callback);
	}

	/** The service answered. */
	succeeded(): void {
		this.#failuresInARow = 0;
		this.#prober = undefined;
		this.#change();
	}

	/** A request failed in a way that another one of them would now. */
	failed(): void {
		this.#failuresInARow++;
	}

	/** A request is over; where it probed, another one may. */
	over(request: symbol): void {
		if (this.#prober !== request) return;
		this.#prober = undefined;
		this.#change();
	}

	#change(): void {
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		for (const callback of waiting) callback();
	}
}
