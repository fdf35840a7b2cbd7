import {
	answerTooLarge,
	Gates,
	IngramClient,
	IngramError,
	tokenFailure,
	type Authorization,
	type HttpRequest,
} from '@ingram-orders/core';
import { versionOf } from '../../src/api/versions.ts';
import { criteriaFor } from '../../src/input/criteria.ts';
import { startRun } from '../../src/requests/run.ts';
import { withTimeLimit } from '../../src/requests/time-limit.ts';
import { secret, testAccount } from '../support/accounts.ts';
import { createScriptedWorld, pageOf, type Reply } from '../support/scripted-world.ts';
import { pageOfV6 } from '../support/v6-answers.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

/** A client of one version, and what comes of its requests to a server that answers as the test says. */
function sending(
	api: (request: HttpRequest, number: number) => Reply,
	options: { apiVersion?: string; authorization?: Authorization } = {},
) {
	const account = testAccount({ apiVersion: options.apiVersion ?? 'v5' });
	const world = createScriptedWorld({ api, account });
	const { host } = world;
	const { authorization = { clientSecret: secret } } = options;
	const client = new IngramClient({ account, host, gates: new Gates(host), authorization });
	const [listing] = versionOf(account).listings(account, criteriaFor(account), host.now());
	const request = listing?.page(1, 10);
	if (!request) throw new Error('There is nothing to ask.');
	/** The failure of one request, or undefined. */
	const failureOf = async (signal?: AbortSignal) => {
		const run = startRun(host, { timeoutMs: 60_000, maxWaitMs: 60_000 }, { maxAttempts: 1 });
		try {
			await world.clock.run(client.get(request, run, signal));
			return undefined;
		} catch (error) {
			if (!(error instanceof IngramError)) throw error;
			return error;
		}
	};
	return {
		...world,
		client,
		failureOf,
		remaining: () => client.rateLimit(request.counter).remaining,
	};
}

const correlation = 'im-correlationid';

describe('a request of version 6 carries an id', () => {
	test('of its own, of 32 hexadecimal digits', async () => {
		const { failureOf, sent } = sending(() => pageOfV6([]), { apiVersion: 'v6' });
		for (let request = 0; request < 3; request++) await failureOf();
		const ids = sent.map(({ headers }) => headers[correlation]);
		for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect(new Set(ids).size).toBe(3);
	});

	test.each<[string, (request: HttpRequest) => Reply]>([
		['refused', () => ({ status: 403, body: '{"message":"No"}' })],
		[
			'lost',
			() => {
				throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
			},
		],
	])('which the failure tells where it is %s', async (_, api) => {
		const { failureOf, sent } = sending(api, { apiVersion: 'v6' });
		const failure = await failureOf();
		expect(failure?.correlationId).toBe(sent[0]?.headers[correlation]);
		expect(failure?.correlationId).toMatch(/^[0-9a-f]{32}$/);
	});

	test('but nobody needs it of a request that was cancelled', async () => {
		const stop = new AbortController();
		const { clock, failureOf } = sending(() => pageOfV6([]), { apiVersion: 'v6' });
		// Under way: a token takes 100 ms, and so does an answer.
		clock.after(150, () => stop.abort());
		const failure = await failureOf(stop.signal);
		expect(failure?.code).toBe('CANCELLED');
		expect(failure?.correlationId).toBeUndefined();
	});
});

test('a failure of version 5 has no such id', async () => {
	const { failureOf, sent } = sending(() => ({ status: 403 }));
	expect((await failureOf())?.correlationId).toBeUndefined();
	expect(Object.keys(sent[0]?.headers ?? {}).sort()).toEqual(['accept', 'authorization']);
});

test('an answer above 32 MB is not read', async () => {
	const limit = 32 * 1024 * 1024;
	const { failureOf } = sending((_, number) => pageOf([]).padEnd(limit + number - 1));
	expect(await failureOf()).toBeUndefined();
	expect(await failureOf()).toMatchObject({ code: 'UNREADABLE_ANSWER' });
});

test('secrets are taken out of what the server says', async () => {
	const words = JSON.stringify({ message: `No customer ${secret}` });
	const { client, failureOf } = sending(() => ({ status: 403, body: words }));
	const failure = await failureOf();
	expect(failure?.apiMessage).toMatch(/^No customer /);
	expect(failure?.apiMessage).not.toContain(secret);
	expect(client.quote(`It is ${secret}.`)).toMatch(/^It is (?!demo-secret).+\.$/);
});

test('a host that authorizes is not asked to try another token, and its secrets stay secret', async () => {
	const authorization = { byHost: true as const, secrets: () => ['hidden'] };
	const api = () => ({ status: 401, body: '{"message":"Not hidden"}' });
	const { failureOf, sent, tokenRequests } = sending(api, { authorization });
	const failure = await failureOf();
	expect(failure).toMatchObject({ code: 'AUTHENTICATION' });
	expect(failure?.apiMessage).not.toContain('hidden');
	expect(sent).toHaveLength(1);
	expect(sent[0]?.headers).not.toHaveProperty('authorization');
	expect(tokenRequests).toEqual([]);
});

test.each<[string, Error, code: string, counted: number]>([
	['is reset', Object.assign(new Error(), { code: 'ECONNRESET' }), 'UNREACHABLE', 1],
	['is refused', Object.assign(new Error(), { code: 'ECONNREFUSED' }), 'UNREACHABLE', 0],
	['brings too much', answerTooLarge(1000), 'UNREADABLE_ANSWER', 1],
	[
		'was never made, for want of a token',
		tokenFailure({ status: 401, body: '' }),
		'AUTHENTICATION',
		0,
	],
])('a connection that %s takes as many calls as it may have cost', async (...given) => {
	const [, error, code, counted] = given;
	const { clock, failureOf, remaining } = sending((_, number) => {
		if (number > 1) throw error;
		return {
			body: pageOf([]),
			headers: {
				...{ 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '40' },
				'x-ratelimit-reset': String(clock.now() + 50_000),
			},
		};
	});
	await failureOf();
	expect(await failureOf()).toMatchObject({ code });
	expect(remaining()).toBe(40 - counted);
});

test('an answer for a token that holds none is not shown, as it may hold one under another name', () => {
	const failure = tokenFailure({ status: 200, body: '{"token":"abc"}' });
	expect(failure).toMatchObject({ code: 'UNREADABLE_ANSWER', retryable: false });
	expect(failure.message).toContain('it holds no access token.');
	expect(JSON.stringify(failure)).not.toContain('abc');
});

test('what has been cancelled before it begins is not begun', async () => {
	const operation = jest.fn(() => Promise.resolve('done'));
	const ended = withTimeLimit(new VirtualClock(), 1000, AbortSignal.abort(), operation);
	expect(await ended).toEqual({ interrupted: 'cancelled' });
	expect(operation).not.toHaveBeenCalled();
});
