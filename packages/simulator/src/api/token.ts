import type { Application } from '../options.ts';
import { createRandom, seedFor } from '../random.ts';
import type { ApiAnswer, ApiRequest } from '../simulator-types.ts';
import { jsonAnswer } from './error-bodies.ts';

/** The tokens issued so far, and whose they are. */
export interface TokenDesk {
	/** Answers a token request (Order Lookup API v5, "Authentication"). */
	readonly answer: (request: ApiRequest, query: string, now: number) => ApiAnswer;
	/** The application of an Authorization header, and whether its token is still good. */
	readonly identify: (authorization: string | undefined, now: number) => Identity;
	readonly expireAll: () => void;
	readonly setLifetime: (seconds: number) => void;
}

export interface Identity {
	readonly application: Application | undefined;
	readonly token: 'valid' | 'expired' | 'unknown' | 'missing';
}

const formType = 'application/x-www-form-urlencoded';
const formFields = ['client_id', 'client_secret', 'grant_type'];
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export function createTokenDesk(
	applications: readonly Application[],
	seed: number,
	firstLifetime: number,
): TokenDesk {
	const random = createRandom(seedFor(seed, 'tokens'));
	const issued = new Map<string, { application: Application; expiresAt: number }>();
	let lifetime = firstLifetime;

	const issue = (application: Application, now: number): string => {
		const token = Array.from({ length: 28 }, () => letters[random.below(letters.length)]).join('');
		issued.set(token, { application, expiresAt: now + lifetime * 1000 });
		return token;
	};

	return {
		answer: (request, query, now) => {
			const refusal = checkForm(request, query);
			if (refusal !== undefined) return refusal;
			const form = new URLSearchParams(request.body);
			const application = applications.find(({ clientId }) => clientId === form.get('client_id'));
			if (application === undefined) return refuse(401, 'invalid_client', 'ClientId is Invalid');
			if (application.clientSecret !== form.get('client_secret')) {
				return refuse(401, 'invalid_client', 'Client credentials are invalid');
			}
			return jsonAnswer(200, {
				access_token: issue(application, now),
				token_type: 'Bearer',
				expires_in: String(lifetime),
			});
		},
		identify: (authorization, now) => {
			const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
			if (token === undefined) return { application: undefined, token: 'missing' };
			const known = issued.get(token);
			if (known === undefined) return { application: undefined, token: 'unknown' };
			return {
				application: known.application,
				token: now < known.expiresAt ? 'valid' : 'expired',
			};
		},
		expireAll: () => {
			for (const known of issued.values()) known.expiresAt = -Infinity;
		},
		setLifetime: (seconds) => {
			lifetime = seconds;
		},
	};
}

/** The client id of a token request's form, for the log. */
export function clientIdOf(request: ApiRequest): string | undefined {
	return new URLSearchParams(request.body).get('client_id') ?? undefined;
}

function checkForm(request: ApiRequest, query: string): ApiAnswer | undefined {
	const invalid = (reason: string): ApiAnswer => refuse(400, 'invalid_request', reason);
	if (request.method !== 'POST') return refuse(405, 'invalid_request', 'Only POST is accepted');
	if (query !== '') return invalid('Credentials belong into the form, not into the address');
	const type = request.headers?.['content-type']?.split(';')[0]?.trim().toLowerCase();
	if (type !== formType) return invalid(`Content-Type must be ${formType}`);

	const form = new URLSearchParams(request.body);
	const names = [...form.keys()].sort();
	if (names.join() !== formFields.join()) {
		return invalid('The form must hold exactly grant_type, client_id and client_secret');
	}
	return form.get('grant_type') === 'client_credentials'
		? undefined
		: refuse(400, 'unsupported_grant_type', 'grant_type must be client_credentials');
}

function refuse(status: number, code: string, reason: string): ApiAnswer {
	return jsonAnswer(status, { ErrorCode: code, Error: reason });
}
