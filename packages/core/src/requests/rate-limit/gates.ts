import type { Clock } from '../../host.ts';
import type { Account } from '../../input/account.ts';
import { RequestGate } from './gate.ts';

/** The gates of one process: one for each origin, application and endpoint, as the limit is counted. */
export class Gates {
	readonly #clock: Clock;
	readonly #gates = new Map<string, RequestGate>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** @param counter which of the separately counted endpoints */
	gateFor(account: Account, counter: string): RequestGate {
		const { origin, clientId, environment } = account;
		const key = JSON.stringify([origin, clientId, environment === 'sandbox', counter]);
		let gate = this.#gates.get(key);
		if (!gate) {
			gate = new RequestGate(this.#clock);
			this.#gates.set(key, gate);
		}
		return gate;
	}
}
