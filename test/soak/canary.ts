import { inspect } from 'node:util';
import type { Fault } from '@ingram-orders/simulator';
import type { Host } from '@ingram-orders/core';
import { secretPlace, tokenPlace } from './any-fault.ts';

/** The client secret of a soak, with characters that forms, addresses, JSON and HTML each write differently. */
export const clientSecret = 'Zebra+5ecr3t/with"quotes"&<signs>=~end';

/** Notes the tokens that a host sends, and finds them or the secret in whatever is told or kept. */
export class Canary {
	#tokens: string[] = [];

	/** The same host; its tokens are noted. */
	watch(host: Host): Host {
		return {
			...host,
			send: (request, signal) => {
				const token = request.headers['authorization']?.replace(/^Bearer /, '');
				// An earlier one may still be under way.
				if (token && !this.#tokens.includes(token)) {
					this.#tokens = [token, ...this.#tokens].slice(0, 3);
				}
				return host.send(request, signal);
			},
		};
	}

	/** A new process begins. No server could repeat to it a token that it has not sent. */
	forgetTokens(): void {
		this.#tokens = [];
	}

	/** The faults, with the secrets in their bodies, as a careless server would repeat them. */
	echo(faults: readonly Fault[]): Fault[] {
		return faults.map((fault) => {
			if (fault.kind !== 'body') return fault;
			const body = fault.body
				.replaceAll(secretPlace, clientSecret)
				.replaceAll(tokenPlace, this.#tokens[0] ?? '');
			return { ...fault, body };
		});
	}

	/** @throws Error where a secret is in it, in any form */
	expectAbsent(where: string, told: unknown): void {
		const text =
			told instanceof Error
				? inspect(told, { depth: 10, showHidden: true }) + (told.stack ?? '')
				: typeof told === 'string'
					? told
					: JSON.stringify(told);
		// What is special in the secret is written in many ways, its beginning in one.
		const secrets = ['Zebra', '5ecr3t', ...this.#tokens];
		if (secrets.some((each) => text.includes(each))) throw new Error(`A secret is in ${where}.`);
	}
}
