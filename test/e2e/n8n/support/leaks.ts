import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createApi } from '@ingram-orders/simulator';
import { application } from './ingram.ts';

/** Where a secret might be found. */
export type Place = readonly [name: string, content: Buffer];

export function filesIn(folder: string): readonly Place[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.join(entry.parentPath, entry.name))
		.map((file): Place => [path.relative(folder, file), readFileSync(file)]);
}

/** The names of the places that hold a text. */
export function placesOf(text: string, places: readonly Place[]): readonly string[] {
	return places.filter(([, content]) => content.includes(text)).map(([name]) => name);
}

/** The first tokens of every simulator of these tests: they depend on its seed alone. */
export function issuedTokens(count: number): readonly string[] {
	const api = createApi({ applications: [application] });
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: application.clientId,
		client_secret: application.clientSecret,
	}).toString();
	return Array.from({ length: count }, () => {
		const outcome = api.handle({
			method: 'POST',
			url: '/oauth/oauth30/token',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body,
		});
		if (outcome.kind !== 'answer') throw new Error('The simulator gave no token');
		return (JSON.parse(outcome.body.toString()) as { access_token: string }).access_token;
	});
}
