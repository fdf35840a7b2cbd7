import type { IngramError } from '@ingram-orders/core';
import { createScriptedWorld, type Reply } from '../support/scripted-world.ts';
import { createWorld, search } from '../support/simulated-world.ts';

/** A Thursday; the API is available to the UK from 06:00 to 00:30. */
const noon = Date.UTC(2026, 0, 15, 12);
const threeInTheMorning = Date.UTC(2026, 0, 15, 3);
const sunday = Date.UTC(2026, 0, 18, 12);

async function failureOf(reply: Reply, startAt = noon): Promise<IngramError> {
	const world = createScriptedWorld({ api: () => reply, startAt });
	const { error } = await world.clock.run(search(world));
	if (!error) throw new Error('It did not fail.');
	expect(world.sent).toHaveLength(error.attempts ?? (error.status === 401 ? 2 : 1));
	return error;
}

/** HTTP code, stable code, and what the document gives as reason and remedy. */
test.each([
	[400, 'REQUEST_REFUSED', /could not understand the request/, /filters and options/, false],
	[401, 'AUTHENTICATION', /did not accept the access token/, /App ID and the Client Secret/, false],
	[403, 'ACCESS_DENIED', /no access to this API/, /granted/, false],
	[404, 'NOT_FOUND', /nothing at this address/, /Environment and the Base URL/, false],
	[500, 'SERVICE_UNAVAILABLE', /server failed/, /e-commerce representative/, true],
	[502, 'SERVICE_UNAVAILABLE', /gateway .* no valid answer/, /e-commerce representative/, true],
	[503, 'SERVICE_UNAVAILABLE', /not ready/, /e-commerce representative/, true],
	[504, 'SERVICE_UNAVAILABLE', /did not answer in time/, /e-commerce representative/, true],
	[302, 'REQUEST_REFUSED', /not followed because it carries a token/, /Base URL/, false],
	[418, 'REQUEST_REFUSED', /HTTP 418/, /filters/, false],
	[599, 'SERVICE_UNAVAILABLE', /HTTP 599/, /representative/, true],
] as const)(
	'HTTP %i is told as %s, with reason and remedy',
	async (status, code, reason, remedy, retryable) => {
		const error = await failureOf({ status, body: '{"message":"As the API puts it."}' });
		expect(error).toMatchObject({ code, status, retryable, apiMessage: 'As the API puts it.' });
		expect(error.message).toMatch(reason);
		expect(error.remedy).toMatch(remedy);
		expect(error.description).toContain('Ingram Micro says: "As the API puts it."');
		// Only what may succeed later is tried again, and then the failure says how often.
		expect(error.attempts).toBe(retryable ? 6 : undefined);
		if (retryable) expect(error.description).toContain('It was tried 6 times.');
	},
);

test('HTTP 429 is waited out, and told when that takes too long', async () => {
	const world = createScriptedWorld({ api: () => ({ status: 429 }) });
	const { error, tookMs } = await world.clock.run(search(world, { maxWait: 90 }));
	expect(error).toMatchObject({ code: 'RATE_LIMIT', status: 429, retryable: true });
	expect(error?.message).toMatch(/longer than the 90 s that Max Wait allows/);
	expect(error?.remedy).toMatch(/Max Wait/);
	expect(tookMs).toBeLessThan(90_000);
	expect(world.sent).toHaveLength(2);
});

test('HTTP 500 of an exhausted quota is waited out as 429 is', async () => {
	const fault = {
		fault: {
			faultstring: 'Rate limit quota violation.',
			detail: { errorcode: 'policies.ratelimit.QuotaViolation' },
		},
	};
	const world = createScriptedWorld({ api: () => ({ status: 500, body: JSON.stringify(fault) }) });
	const { error } = await world.clock.run(search(world, { maxWait: 30 }));
	expect(error).toMatchObject({ code: 'RATE_LIMIT' });
	expect(world.sent).toHaveLength(1);
});

test.each([
	['{"fault":{"faultstring":"Words.","detail":{"errorcode":"x"}}}', 'Words.'],
	['{"faultcode":"x","faultstring":"Words."}', 'Words.'],
	['{"errors":[{"message":"First.","fields":"a"},{"message":"Second."}]}', 'First. Second.'],
	['{"message":"Words."}', 'Words.'],
	['{"Message":"Words."}', 'Words.'],
	['{"serviceresponse":{"responsepreamble":{"returnmessage":"Words."}}}', 'Words.'],
	[
		'<html><head><style>p{}</style></head><body><h1>Some</h1> <p>words.</p></body></html>',
		'Some words.',
	],
	['Words.', 'Words.'],
	['"Words."', 'Words.'],
	['', undefined],
	['{}', undefined],
])('of the body %s the API’s own words are shown', async (body, words) => {
	expect((await failureOf({ status: 400, body })).apiMessage).toBe(words);
});

test('long words are shortened and made readable', async () => {
	const error = await failureOf({ status: 400, body: `a\u0000\r\n\u200B\t${'long '.repeat(500)}` });
	expect(error.apiMessage).toMatch(/^a long long/);
	expect(error.apiMessage?.length).toBe(201);
});

test.each([
	[400, '{"errors":[{"message":"Customer number 20-1 is not valid.","fields":"customernumber"}]}'],
	[403, '{"message":"Customer number 20-1 is not associated with this application."}'],
	[
		200,
		'{"responsepreamble":{"requeststatus":"FAILED","returnmessage":"Invalid customer number"}}',
	],
])(
	'a customer number that does not fit the credentials (HTTP %i) is told as that',
	async (status, body) => {
		const error = await failureOf({ status, body });
		expect(error).toMatchObject({ code: 'CUSTOMER_MISMATCH', status, retryable: false });
		expect(error.remedy).toMatch(/customer number and the country/);
	},
);

test('a customer order number is not taken for it', async () => {
	const body = '{"message":"The customer order number is too long."}';
	expect((await failureOf({ status: 400, body })).code).toBe('REQUEST_REFUSED');
});

test('a search that failed by its preamble is told in the API’s words', async () => {
	const body = '{"responsepreamble":{"requeststatus":"FAILED","returnmessage":"Too many results"}}';
	expect(await failureOf(body)).toMatchObject({
		code: 'REQUEST_REFUSED',
		status: 200,
		apiMessage: 'Too many results',
	});
});

test.each([threeInTheMorning, sunday])('outside the hours the failure says so', async (startAt) => {
	const { remedy } = await failureOf({ status: 503 }, startAt);
	expect(remedy).toMatch(/outside the hours .* for UK \(weekdays 06:00–00:30, Europe\/London\)/);
});

test('within the hours, and for other failures, it does not', async () => {
	expect((await failureOf({ status: 503 }, noon)).remedy).not.toContain('hours');
	expect((await failureOf({ status: 403 }, sunday)).remedy).not.toContain('hours');
});

test('a service that does not answer is given up after six tries, with the time it was given', async () => {
	const world = createWorld({ api: { faults: [{ kind: 'hang', every: 1 }] } });
	const { error, tookMs } = await world.clock.run(search(world, { timeout: 5 }));
	expect(error).toMatchObject({ code: 'TIMEOUT', attempts: 6, retryable: true });
	expect(error?.message).toContain('within 5 s');
	expect(tookMs).toBeLessThan(6 * 5000 + 31 * 500);
	expect(world.clock.sleeping).toBe(0);
});

test('failures that pass are retried, reported and not seen in the result', async () => {
	const world = createWorld({
		api: {
			orders: 30,
			documentedOrders: false,
			faults: [
				{ kind: 'status', status: 503, requests: [1] },
				{ kind: 'reset', requests: [2] },
				{ kind: 'truncated', requests: [3] },
			],
		},
	});
	const { summary, progress, error } = await world.clock.run(search(world));
	expect(error).toBeUndefined();
	expect(summary).toMatchObject({ complete: true, ordersReturned: 30, requests: 4 });
	const retries = progress.flatMap((step) => (step.kind === 'retrying' ? [step] : []));
	expect(retries.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
	expect(retries.every(({ ms }, index) => ms <= 500 * 2 ** index)).toBe(true);
});

test('a service that begins to fail all the time is soon left alone', async () => {
	const world = createWorld({ api: { orders: 100, documentedOrders: false }, latencyMs: 300 });
	const running = search(world, { pageSize: 1, maxWait: 3600 });
	await world.clock.pass(1000);
	const { length: before } = world.sent;
	world.api.control.fault({ kind: 'status', status: 500, every: 1 });
	const { error } = await world.clock.run(running);
	expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 500 });
	// Those that were under way, and the attempts of one request.
	expect(world.sent.length - before).toBeLessThan(20);
});

test('a service that fails every other time gives everything, each failure repeated once', async () => {
	const world = createWorld({
		api: {
			orders: 100,
			documentedOrders: false,
			faults: [{ kind: 'status', status: 500, every: 2 }],
		},
	});
	const { summary } = await world.clock.run(search(world, { pageSize: 1, maxWait: 3600 }));
	expect(summary).toMatchObject({ complete: true, ordersReturned: 100 });
	expect(summary.requests).toBeLessThanOrEqual(200);
});
