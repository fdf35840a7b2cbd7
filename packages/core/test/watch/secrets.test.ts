import { inspect } from 'node:util';
import { OrderWatcher, planWatch, type PollOutcome } from '@ingram-orders/core';
import {
	asked,
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
	subOrderOf,
	tokenAnswer,
	type Reply,
	type Script,
} from '../support/scripted-world.ts';

/** Nothing but the knowledge of them can take these out of a text. */
const secret = 'Canary+5ecr3t/with"quotes"&<signs>=~end';
const token = 'C4nary.t0ken/that+nobody=may_see~here';

/** A text that repeats both, as a server's error page might. */
const repeats = `client_secret=${encodeURIComponent(secret)} ${secret} Bearer ${token}`;

const minute = 60_000;

/** Everything that a host might print or keep of polls. */
async function everythingToldBy(script: Partial<Script>): Promise<string> {
	const { client, clock } = createScriptedWorld({
		api: () => noDataFound,
		token: () => tokenAnswer(token),
		clientSecret: secret,
		...script,
	});
	const watcher = new OrderWatcher();
	const plan = planWatch(
		{ fullScanEvery: 1, firstPoll: 'emit', includeLinked: ['order'] },
		client.account,
	);
	let stored: unknown;
	const told: unknown[] = [];
	for (let poll = 0; poll < 5; poll++) {
		await clock.pass(40 * minute);
		const outcome: PollOutcome = await clock.run(
			watcher.poll(client, plan, {
				stored,
				deadlineAt: clock.now() + 10 * minute,
				onProgress: (progress) => told.push(progress),
			}),
		);
		if (outcome.kind === 'complete') stored = outcome.state;
		told.push(outcome, watcher);
		if ('failure' in outcome) told.push(outcome.failure.stack, outcome.failure.description);
	}
	return [
		...told.map((each) => JSON.stringify(each)),
		...told.map((each) => inspect(each, { depth: 20, showHidden: true, getters: true })),
	].join('\n');
}

function expectNoCanary(text: string): void {
	expect(text).not.toContain('Canary');
	expect(text).not.toContain('C4nary');
	expect(text).not.toContain('5ecr3t');
	expect(text).not.toContain('t0ken');
}

const faults: [string, () => Reply][] = [
	['500', () => ({ status: 500, body: repeats })],
	[
		'503 with headers',
		() => ({ status: 503, headers: { server: repeats }, body: `<p>${repeats}` }),
	],
	['403', () => ({ status: 403, body: JSON.stringify({ message: repeats }) })],
	['401', () => ({ status: 401, body: JSON.stringify({ fault: { faultstring: repeats } }) })],
	['400', () => ({ status: 400, body: JSON.stringify({ errors: [{ message: repeats }] }) })],
	['404', () => ({ status: 404, body: repeats })],
	['429', () => ({ status: 429, body: repeats })],
	['what is not JSON', () => `<html>${repeats}</html>`],
	['a failure in the preamble', () => failedWith(repeats)],
	[
		'a reset',
		() => {
			const config = { headers: { authorization: `Bearer ${token}` }, data: secret };
			throw Object.assign(new Error(repeats), { code: 'ECONNRESET', config });
		},
	],
	['an incomplete list', () => pageOf([orderOf('20-1', [subOrderOf('20-1-11', 'C', 'CC')])], '7')],
];

function failedWith(returnmessage: string): string {
	const responsepreamble = { requeststatus: 'FAILED', returnmessage };
	return JSON.stringify({ serviceresponse: { responsepreamble } });
}

describe.each(faults)('Neither secret nor token is in what is told or kept of %s', (_, reply) => {
	test('of the lists of holds', async () => {
		const text = await everythingToldBy({ api: reply });
		expect(text).toMatch(/failed|skipped/);
		expectNoCanary(text);
	});

	test('of a look-up, and of a window of the lookback', async () => {
		let isFirst = true;
		const text = await everythingToldBy({
			api: (request) => {
				const { orderstatus, ordernumber } = asked(request);
				if (orderstatus !== undefined) {
					if (orderstatus !== 'C' || !isFirst) return noDataFound;
					isFirst = false;
					return pageOf([orderOf('20-1', [subOrderOf('20-1-11', 'C', 'CC')])]);
				}
				return ordernumber === undefined && isFirst ? noDataFound : reply();
			},
		});
		expectNoCanary(text);
	});

	test('of a linked document', async () => {
		const links = [{ topic: 'orders', href: '/resellers/v5/orders/x', type: 'GET' }];
		const text = await everythingToldBy({
			api: (request) => {
				if (!request.url.includes('/search')) return reply();
				const isHeld = asked(request)['orderstatus'] === 'C';
				const subOrder = { ...subOrderOf('20-1-11', 'C', 'CC'), links };
				return isHeld ? pageOf([orderOf('20-1', [subOrder])]) : noDataFound;
			},
		});
		expectNoCanary(text);
	});
});

test('nor in what is told of a refused token', async () => {
	for (const status of [400, 401, 403, 500]) {
		expectNoCanary(await everythingToldBy({ token: () => ({ status, body: repeats }) }));
	}
});
