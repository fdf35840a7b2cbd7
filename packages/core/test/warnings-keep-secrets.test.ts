import type { HttpRequest } from '@ingram-orders/core';
import {
	createScriptedWorld,
	orderOf,
	pageOf,
	subOrderOf,
	tokenAnswer,
	type Reply,
} from './support/scripted-world.ts';
import { warningsOf } from './support/searched.ts';
import { search } from './support/simulated-world.ts';

const clientSecret = 'Canary+5ecr3t/with&signs';
const token = 'C4nary.t0ken/may+be_seen~by-nobody';

/** How a server might repeat them in a code, a link or a text. */
const echoes: [name: string, text: string][] = [
	['the secret', clientSecret],
	['the token', token],
	['the token as a header has it', `Bearer ${token}`],
	['the secret as an address has it', encodeURIComponent(clientSecret)],
	['the token as an address has it', encodeURIComponent(token)],
	['both within other text', `x${clientSecret}y${token}z`],
	['the secret in lower case', clientSecret.toLowerCase()],
	['the secret after many blanks', `${' '.repeat(150)}${clientSecret}`],
	['the token where a text is cut off', `${'x'.repeat(190)}${token}`],
];

async function warningsFor(api: (request: HttpRequest) => Reply, includeLinked: string[] = []) {
	const world = createScriptedWorld({ api, clientSecret, token: () => tokenAnswer(token) });
	const result = await world.clock.run(search(world, { includeLinked }));
	expect(result.error).toBeUndefined();
	return { codes: warningsOf(result), text: JSON.stringify(result.summary.warnings) };
}

function expectNoSecret(text: string): void {
	expect(text).not.toMatch(/canary|c4nary|5ecr3t|t0ken/i);
}

test.each(echoes)('an unknown code that repeats %s is shown without it', async (_, echo) => {
	const asStatus = await warningsFor(() => pageOf([orderOf('20-1', [subOrderOf('11', echo)])]));
	expect(asStatus.codes).toEqual(['UNKNOWN_CODE']);
	expectNoSecret(asStatus.text);
	const asHold = await warningsFor(() => pageOf([orderOf('20-1', [subOrderOf('11', '', echo)])]));
	expect(asHold.codes).toEqual(['UNKNOWN_CODE']);
	expectNoSecret(asHold.text);
});

/** A row with a link of this address. */
const linkedPage = (href: string) =>
	pageOf([
		orderOf('20-1', [{ ...subOrderOf('11'), links: [{ topic: 'orders', href, type: 'GET' }] }]),
	]);

test.each(echoes)('a link that repeats %s and fails is shown without it', async (_, echo) => {
	for (const path of ['/evil/', '/resellers/v5/orders/20-1?key=']) {
		const api = (request: HttpRequest): Reply =>
			request.url.includes('/orders/search') ? linkedPage(path + echo) : { status: 404 };
		const { codes, text } = await warningsFor(api, ['order']);
		expect(codes).toEqual(['LINK_FAILED']);
		expectNoSecret(text);
	}
});

test.each(echoes)(
	'what is said of a failed link, and repeats %s, is shown without it',
	async (_, echo) => {
		const replies: Reply[] = [
			{ status: 404, body: JSON.stringify({ message: `No: ${echo}` }) },
			{ status: 400, body: `<html><body>${echo}</body></html>` },
			JSON.stringify({
				responsepreamble: { responsestatus: 'FAILED', responsemessage: `Refused ${echo}` },
			}),
		];
		for (const reply of replies) {
			const api = (request: HttpRequest): Reply =>
				request.url.includes('/orders/search') ? linkedPage('/resellers/v5/orders/20-1') : reply;
			const { codes, text } = await warningsFor(api, ['order']);
			expect(codes).toEqual(['LINK_FAILED']);
			expectNoSecret(text);
		}
	},
);
