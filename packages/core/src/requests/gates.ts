import type { Account } from '../account.ts';
import type { Clock } from '../host.ts';
import { RequestGate } from './gate.ts';

/** The endpoints that Ingram Micro counts separately. */
export type Endpoint = 'search' | 'order' | 'invoice';

/** Requests under way side by side at one gate. */
const concurrency = 6;

/** The gates of one process: one for each origin, application and endpoint, as the limit is counted. */
export class Gates {
	readonly #clock: Clock;
	readonly #gates = new Map<string, RequestGate>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	gateFor(account: Account, endpoint: Endpoint): RequestGate {
		const key = JSON.stringify([
			account.origin,
			account.clientId,
			account.environment === 'sandbox',
			endpoint,
		]);
		let gate = this.#gates.get(key);
		if (!gate) {
			gate = new RequestGate(this.#clock, { concurrency });
			this.#gates.set(key, gate);
		}
		return gate;
	}
}
