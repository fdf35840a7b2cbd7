import {
	checkAccount,
	followLink,
	IngramError,
	planLink,
	planSearch,
	type SearchInput,
} from '@ingram-orders/core';
import { testAccount } from '../support/accounts.ts';
import {
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
	subOrderOf,
	tokenAnswer,
	type Reply,
	type Script,
} from '../support/scripted-world.ts';
import { searchSimulated } from '../support/searched.ts';
import { createWorld, search, type Result } from '../support/simulated-world.ts';

const sunday = Date.UTC(2026, 0, 18, 12);

/** All that a user reads of a failure. */
function sentencesOf(error: unknown): string[] {
	if (!(error instanceof IngramError)) throw new Error('It did not fail as it should.');
	const { message, remedy, description, problems = [] } = error;
	return [message, remedy, description, ...problems.map((problem) => problem.message)];
}

async function failureOf(script: Partial<Script>, input: SearchInput = {}): Promise<string[]> {
	const world = createScriptedWorld({ api: () => pageOf([]), ...script });
	const { error, progress } = await world.clock.run(search(world, { maxWait: 0, ...input }));
	const reasons = progress.flatMap((step) => (step.kind === 'retrying' ? [step.reason] : []));
	return [...sentencesOf(error), ...reasons];
}

function refusalOf(work: () => unknown): string[] {
	try {
		work();
	} catch (error) {
		return sentencesOf(error);
	}
	throw new Error('It was accepted.');
}

function expectPlainWords(sentences: readonly string[]): void {
	for (const sentence of sentences) {
		// The core knows no host, and so not what a host calls its parts.
		expect(sentence).not.toMatch(/credential|workflow|\bnodes?\b|n8n|node-red/i);
		expect(sentence).not.toMatch(/had an error of its own|could not be had|to be had/i);
		expect(sentence).not.toMatch(/\bno object\b|before all filters orders|more of this kind/i);
		expect(sentence).toMatch(/^[A-Z0-9].*[."]$/);
	}
}

const statuses = [
	...[204, 300, 301, 302, 304, 307, 308],
	...[400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 414, 415, 418, 422, 429, 451],
	...[500, 501, 502, 503, 504, 505, 507, 511, 520, 599],
];

test.each(statuses)(
	'a failure with HTTP %i is told in plain words that fit every host',
	async (status) => {
		expectPlainWords(await failureOf({ api: () => ({ status }) }));
		expectPlainWords(await failureOf({ token: () => ({ status }) }));
		expectPlainWords(await failureOf({ api: () => ({ status }), startAt: sunday }));
	},
);

test.each([
	...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'],
	...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'],
	...['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'],
	...['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'SOMETHING_ELSE', 'not a code'],
])('a connection that fails with %s is told in plain words', async (code) => {
	const fail = (): never => {
		throw Object.assign(new Error('failed'), { code });
	};
	expectPlainWords(await failureOf({ api: fail }));
	expectPlainWords(await failureOf({ token: fail }));
});

const preamble = (message: string) =>
	JSON.stringify({ responsepreamble: { requeststatus: 'FAILED', returnmessage: message } });

const unreadable: [name: string, body: string][] = [
	['nothing', ''],
	['text', 'Hello'],
	['a web page', '<html><body>Sign in</body></html>'],
	['a list', '[]'],
	['a number', '5'],
	['an empty object', '{}'],
	['no list of orders', '{"serviceresponse":{"responsepreamble":{}}}'],
	['no number of orders', '{"ordesearchresponse":{"orders":[]}}'],
	['an order that is text', pageOf(['text'])],
	['an order that is a list', pageOf([[]])],
	['a suborder that is text', pageOf([{ ...orderOf('20-1'), suborders: ['text'] }])],
	['an order without a number', pageOf([{ suborders: [] }])],
	['a failure', preamble('Too many results')],
	['a failure without words', preamble('')],
	['a failure of the customer number', preamble('Invalid customer number')],
];

test.each(unreadable)('an answer that holds %s is told in plain words', async (_, body) => {
	expectPlainWords(await failureOf({ api: () => body }));
});

test.each<[name: string, reply: Reply]>([
	['nothing', ''],
	['a list', '[]'],
	['no token', '{}'],
	['a token that is none', tokenAnswer('a b')],
])('a token answer that holds %s is told in plain words', async (_, reply) => {
	expectPlainWords(await failureOf({ token: () => reply }));
});

test.each<[name: string, reply: Reply]>([
	['nothing', ''],
	['a list', '[]'],
	['a failure', preamble('Too old')],
	['no data', noDataFound],
	['404', { status: 404 }],
	['403', { status: 403 }],
])('a link that is answered with %s is told in plain words', async (_, reply) => {
	const world = createScriptedWorld({ api: () => reply });
	const plan = planLink({ link: '/resellers/v5/orders/20-1' }, world.client.account);
	const following = followLink(world.client, plan).then(
		() => undefined,
		(error: unknown) => error,
	);
	expectPlainWords(sentencesOf(await world.clock.run(following)));
});

test('time-outs, cancelling and the rate limit are told in plain words', async () => {
	const hanging = createWorld({ api: { faults: [{ kind: 'hang', every: 1 }] } });
	const timedOut = await hanging.clock.run(search(hanging, { timeout: 5 }));
	expectPlainWords(sentencesOf(timedOut.error));

	const busy = createWorld({ api: { orders: 100, documentedOrders: false }, latencyMs: 100 });
	const cancel = new AbortController();
	busy.clock.after(2000, () => cancel.abort());
	const cancelled = await busy.clock.run(search(busy, { pageSize: 1 }, cancel.signal));
	expectPlainWords(sentencesOf(cancelled.error));

	const limited = await busy.clock.run(search(busy, { pageSize: 1, maxWait: 10 }));
	expect(limited.error?.code).toBe('RATE_LIMIT');
	expectPlainWords(sentencesOf(limited.error));
});

test.each<[name: string, value: unknown]>([
	['nothing', ''],
	['text', 'x\u0000y'],
	['a number', 1.5],
	['a number that is none', NaN],
	['a list', [[1]]],
	['an object', { a: 1 }],
	['an unset variable', '${UNSET}'],
])('wrong values are told in plain words: %s', (_, value) => {
	expectPlainWords(
		refusalOf(() =>
			checkAccount({
				environment: value,
				clientId: value,
				clientSecret: value,
				customerNumber: value,
				countryCode: value,
			}),
		),
	);
	for (const baseUrl of [value, 'ftp://x', 'http://example.com', 'https://example.com/path']) {
		expectPlainWords(refusalOf(() => testAccount({ environment: 'custom', baseUrl })));
	}
	const link = () => planLink({ link: value, maxWait: -1, timeout: 0 }, testAccount());
	expectPlainWords(refusalOf(link));
	const wrong = {
		output: 'table',
		limit: 0,
		pageSize: 101,
		pageNumber: 0,
		maxWait: -1,
		timeout: 0,
	};
	const fields = [
		...['orderNumber', 'customerOrderNumber', 'orderStatus', 'holdReason', 'onHoldOnly'],
		...['createdAfter', 'createdBefore', 'customerNumber', 'countryCode', 'includeLinked'],
	];
	const given = Object.fromEntries(fields.map((name) => [name, value]));
	expectPlainWords(refusalOf(() => planSearch({ ...given, ...wrong }, testAccount(), 'UTC')));
	const raw = { output: 'raw', includeLinked: ['order'], createdAfter: '2026-02-01' };
	const backwards = { ...raw, createdBefore: '2026-01-01' };
	expectPlainWords(refusalOf(() => planSearch(backwards, testAccount(), 'UTC')));
});

test.each([
	'//evil.example/x',
	'https://evil.example/',
	'/other/v5',
	'\\x',
	'a\tb',
	'/resellers/../x',
])('a link to %s is refused in plain words', (link) => {
	expectPlainWords(refusalOf(() => planLink({ link }, testAccount())));
});

describe('warnings are told in plain words', () => {
	function warningOf({ summary }: Result, code: string): string {
		const found = summary.warnings.find((warning) => warning.code === code);
		if (!found) throw new Error(`There is no warning ${code}.`);
		return found.message;
	}

	test('of a limit that was reached', async () => {
		const world = { orders: 1500 };
		const plain = warningOf(await searchSimulated(world, { limit: 10 }), 'LIMIT_REACHED');
		const filtered = warningOf(
			await searchSimulated(world, { limit: 10, onHoldOnly: true }),
			'LIMIT_REACHED',
		);
		expectPlainWords([plain, filtered]);
		for (const message of [plain, filtered]) expect(message).toContain('1,500 orders');
	});

	test('of a list that is not whole, or changes', async () => {
		const orders = Array.from({ length: 5 }, (_, index) => orderOf(String(index)));
		const short = createScriptedWorld({
			api: ({ url }) =>
				url.includes('pagenumber=1&') || url.endsWith('pagenumber=1')
					? pageOf(orders, '8')
					: noDataFound,
		});
		const whole = await short.clock.run(search(short));
		expectPlainWords([warningOf(whole, 'INCOMPLETE')]);
		const changing = await searchSimulated(
			{ orders: 60, faults: [{ kind: 'delete-orders', every: 2, count: 1 }] },
			{ pageSize: 10 },
		);
		expectPlainWords([warningOf(changing, 'INCOMPLETE')]);
	});

	test('of unknown codes, and of one or several documents that failed', async () => {
		const linked = (number: string) => ({
			...subOrderOf(number, 'Q', 'QQ'),
			links: [{ topic: 'orders', href: `/resellers/v5/orders/${number}`, type: 'GET' }],
		});
		for (const numbers of [['11'], ['11', '21', '31']]) {
			const world = createScriptedWorld({
				api: ({ url }) =>
					url.includes('/orders/search')
						? pageOf([orderOf('20-1', numbers.map(linked))])
						: { status: 404 },
			});
			const result = await world.clock.run(search(world, { includeLinked: ['order'] }));
			expect(result.summary.warnings).toHaveLength(3);
			expectPlainWords(result.summary.warnings.map(({ message }) => message));
		}
	});
});
