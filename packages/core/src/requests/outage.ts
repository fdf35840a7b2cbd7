import type { IngramError } from '../errors/ingram-error.ts';

/** After so many failures in a row the service is taken for gone. */
const failuresOfOutage = 3;

/** A request as the outage knows it. */
export interface Sender {
	/** How many failures there had been when it was last sent. */
	failuresBefore: number;
}

/**
 * What the requests of one run know together of the service. While nothing succeeds, one of them
 * probes and the others wait: a short outage costs none of them its attempts, and a service that is
 * gone is not asked once more by each.
 */
export class Outage {
	#failures = 0;
	#failuresInARow = 0;
	#prober: Sender | undefined;
	#givenUp: IngramError | undefined;
	readonly #waiting = new Set<() => void>();

	/**
	 * Whether this request may go now; during an outage one may, which then probes for all.
	 * @throws IngramError of the request that probed in vain as often as a request is sent
	 */
	mayGo(sender: Sender): boolean {
		if (this.#givenUp) throw this.#givenUp;
		if (this.#failuresInARow >= failuresOfOutage) this.#prober ??= sender;
		sender.failuresBefore = this.#failures;
		return this.#prober === undefined || this.#prober === sender;
	}

	/**
	 * Calls back once, when it may be another request's turn.
	 * @returns what takes the callback back
	 */
	onChange(callback: () => void): () => void {
		this.#waiting.add(callback);
		return () => this.#waiting.delete(callback);
	}

	/** The service answered. What was sent before the last failure does not show that it is back. */
	succeeded(sender: Sender): void {
		if (this.#prober !== sender && sender.failuresBefore < this.#failures) return;
		this.#failuresInARow = 0;
		this.#pass();
	}

	/** A request failed in a way that another one of them would now. */
	failed(): void {
		this.#failures++;
		this.#failuresInARow++;
	}

	/** A request is not sent any more; where it probed, nor is any other one. Returns the failure. */
	givenUp(sender: Sender, failure: IngramError): IngramError {
		if (this.#prober === sender) this.#givenUp = failure;
		return failure;
	}

	/** A request is over; where it probed, another one may. */
	over(sender: Sender): void {
		if (this.#prober === sender) this.#pass();
	}

	#pass(): void {
		this.#prober = undefined;
		const waiting = [...this.#waiting];
		this.#waiting.clear();
		for (const callback of waiting) callback();
	}
}
