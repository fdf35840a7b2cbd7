import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from '@ingram-orders/simulator';
import {
	account,
	fetchToken,
	noon,
	numbersOf,
	request,
	resultOf,
	searchPath,
	startClient,
	type Client,
} from './support.ts';

const errorcode = (body: unknown): unknown =>
	(body as { fault: { detail: { errorcode: unknown } } }).fault.detail.errorcode;

async function clientWith(...faults: Fault[]): Promise<Client> {
	return startClient({ now: () => noon, faults });
}

async function statuses({ search }: Client, count: number): Promise<number[]> {
	const all: number[] = [];
	for (let call = 0; call < count; call++) all.push((await search()).status);
	return all;
}

describe('when a fault strikes', () => {
	it.each<[string, Omit<Fault, 'kind'>, number[]]>([
		['once, at the first request', {}, [503, 200, 200, 200, 200, 200]],
		['so many times', { times: 2 }, [503, 503, 200, 200, 200, 200]],
		['at certain requests', { requests: [2, 5] }, [200, 503, 200, 200, 503, 200]],
		['at every nth', { every: 3 }, [200, 200, 503, 200, 200, 503]],
		['at every nth, so many times', { every: 2, times: 1 }, [200, 503, 200, 200, 200, 200]],
		['only at other endpoints', { endpoint: ['order', 'token'] }, [200, 200, 200, 200, 200, 200]],
	])('%s', async (_case, trigger, expected) => {
		const client = await startClient({ now: () => noon });
		client.simulator.control.fault({ kind: 'status', status: 503, ...trigger });
		expect(await statuses(client, 6)).toEqual(expected);
	});

	it('only at one page', async () => {
		const { search } = await clientWith({ kind: 'status', status: 500, page: 2 });
		expect((await search()).status).toBe(200);
		expect((await search({ pagenumber: '2' })).status).toBe(500);
		expect((await search({ pagenumber: '2' })).status).toBe(200);
	});

	it('no longer once it is cleared', async () => {
		const client = await clientWith({ kind: 'status', status: 502, every: 1 });
		expect(await statuses(client, 1)).toEqual([502]);
		client.simulator.control.clearFaults();
		expect(await statuses(client, 1)).toEqual([200]);
	});
});

describe('what a fault does', () => {
	it.each([400, 401, 403, 404, 429, 500, 502, 503, 504])(
		'answers status %i as the gateway would',
		async (status) => {
			const { search } = await clientWith({ kind: 'status', status });
			const reply = await search();
			expect(reply.status).toBe(status);
			expect(errorcode(reply.body)).toMatch(/\w+\.\w+/);
			expect(reply.headers.get('x-ratelimit-remaining')).toBe('59');
		},
	);

	it.each([
		['faultcode', { faultcode: expect.any(String) as string, faultstring: 'Bad Gateway' }],
		['errors', { errors: [{ message: 'Bad Gateway', fields: '' }] }],
		['message', { message: 'Bad Gateway' }],
		['html', expect.stringContaining('<h1>502 Bad Gateway</h1>')],
		['text', 'Bad Gateway'],
		['empty', ''],
	] as const)('writes the error as %s', async (body, expected) => {
		const { search } = await clientWith({ kind: 'status', status: 502, body });
		expect((await search()).body).toEqual(expected);
	});

	it.each([
		[7, '7'],
		['2026-01-15T12:00:30Z', 'Thu, 15 Jan 2026 12:00:30 GMT'],
	])('says when to try again: %j', async (retryAfter, expected) => {
		const { search } = await clientWith({ kind: 'status', status: 503, body: 'empty', retryAfter });
		expect((await search()).headers.get('retry-after')).toBe(expected);
		expect((await search()).headers.get('retry-after')).toBeNull();
	});

	it('claims an exhausted quota or a spike with quota left', async () => {
		const { search, simulator } = await clientWith(
			{ kind: 'quota', requests: [1] },
			{ kind: 'spike-arrest', requests: [2] },
		);
		const quota = await search();
		expect([quota.status, errorcode(quota.body)]).toEqual([
			500,
			'policies.ratelimit.QuotaViolation',
		]);
		const spike = await search();
		expect([spike.status, errorcode(spike.body)]).toEqual([
			429,
			'policies.ratelimit.SpikeArrestViolation',
		]);
		expect(spike.headers.get('x-ratelimit-remaining')).toBe('58');
		expect(simulator.violations).toEqual([]);
	});

	it('ends the connection before or within an answer', async () => {
		const { search } = await clientWith(
			{ kind: 'reset', requests: [1] },
			{ kind: 'reset-mid-body', requests: [2] },
		);
		await expect(search()).rejects.toThrow('fetch failed');
		await expect(search()).rejects.toThrow('terminated');
		expect((await search()).status).toBe(200);
	});

	it('never answers, and close does not wait for it', async () => {
		const { search, simulator } = await clientWith({ kind: 'hang' });
		const hanging = search().catch((error: unknown) => String(error));
		while (simulator.requests.length < 2) await new Promise(setImmediate);
		await simulator.close();
		expect(await hanging).toContain('fetch failed');
		expect(simulator.requests.at(-1)).toMatchObject({ faults: ['hang'] });
	});

	it('spoils the body', async () => {
		const { search } = await clientWith(
			{ kind: 'truncated', requests: [1] },
			{ kind: 'html', requests: [2] },
			{ kind: 'empty', requests: [3] },
			{ kind: 'mislabeled-gzip', requests: [4] },
			{ kind: 'body', requests: [5], body: '[1', status: 203, contentType: 'text/x' },
			{ kind: 'latin1', requests: [6] },
			{ kind: 'oversized', requests: [7] },
		);
		const truncated = await search();
		expect(truncated.status).toBe(200);
		expect(truncated.body).toMatch(/^\{"serviceresponse":/);
		expect((await search()).body).toContain('<html>');
		expect((await search()).body).toBe('');
		await expect(search()).rejects.toThrow('terminated');
		const arbitrary = await search();
		expect([arbitrary.status, arbitrary.headers.get('content-type'), arbitrary.body]).toEqual([
			203,
			'text/x',
			'[1',
		]);
		expect((await search()).body).toMatchObject({ remark: 'Gr\ufffd\ufffde ge\ufffdndert' });
		const oversized = await search();
		expect(oversized.headers.get('content-length')).toBe(String(20 * 1024 * 1024));
		expect(numbersOf(oversized)).toHaveLength(25);
	});

	it('sends to another origin', async () => {
		let visits = 0;
		const elsewhere = createServer((_request, response) => {
			visits++;
			response.end('{}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
		const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
		const { simulator } = await clientWith({ kind: 'redirect', location, times: 2 });
		const authorization = `Bearer ${await fetchToken(simulator.origin)}`;
		const reply = await request(simulator.origin, searchPath, account, authorization);
		expect([reply.status, reply.headers.get('location')]).toEqual([302, location]);
		const query = new URLSearchParams(account).toString();
		await fetch(`${simulator.origin}${searchPath}?${query}`, { headers: { authorization } });
		expect(visits).toBe(1);
		await new Promise((resolve) => elsewhere.close(resolve));
	});

	it('leaves out the rate-limit headers, and counts the call all the same', async () => {
		const { search } = await clientWith({ kind: 'no-rate-limit-headers' });
		expect((await search()).headers.get('x-ratelimit-limit')).toBeNull();
		expect((await search()).headers.get('x-ratelimit-remaining')).toBe('58');
	});

	it('expires the tokens issued so far', async () => {
		const { search, simulator } = await clientWith({ kind: 'expire-tokens', requests: [2] });
		expect((await search()).status).toBe(200);
		const refused = await search();
		expect([refused.status, errorcode(refused.body)]).toEqual([
			401,
			'keymanagement.service.access_token_expired',
		]);
		const token = `Bearer ${await fetchToken(simulator.origin)}`;
		expect((await request(simulator.origin, searchPath, account, token)).status).toBe(200);
	});

	it('sets the clock', async () => {
		const { search } = await clientWith({ kind: 'clock-skew', skewMs: -60_000, requests: [2] });
		expect((await search()).headers.get('date')).toBe('Thu, 15 Jan 2026 12:00:00 GMT');
		expect((await search()).headers.get('date')).toBe('Thu, 15 Jan 2026 11:59:00 GMT');
	});

	it('changes the list after a page: later pages shift', async () => {
		const { search, simulator } = await clientWith({ kind: 'insert-orders', count: 3, page: 1 });
		const before = simulator.orders.map(({ orderNumber }) => orderNumber);
		const first = await search();
		const second = await search({ pagenumber: '2' });
		expect(numbersOf(first)).toEqual(before.slice(0, 25));
		expect(numbersOf(second)).toEqual(before.slice(22, 47));
		expect(Number(resultOf(second).ordersfound)).toBe(before.length + 3);
		const newest = simulator.orders.slice(0, 3);
		expect(newest.map(({ entryTimestamp }) => entryTimestamp)).toEqual(
			Array.from({ length: 3 }, () => '2026-01-15T12:00:00Z'),
		);
		expect(before).not.toContain(newest[0]?.orderNumber);
	});

	it('deletes the newest orders, or changes their status', async () => {
		const { search, simulator } = await clientWith(
			{ kind: 'delete-orders', count: 2, requests: [1] },
			{ kind: 'change-status', statusCode: 'S', count: 1, requests: [2] },
		);
		const before = simulator.orders;
		await search();
		expect(simulator.orders).toEqual(before.slice(2));
		await search();
		expect(simulator.orders[0]?.orderNumber).toBe(before[2]?.orderNumber);
		expect(new Set(simulator.orders[0]?.subOrders.map(({ statusCode }) => statusCode))).toEqual(
			new Set(['S']),
		);
		expect(simulator.orders.slice(1)).toEqual(before.slice(3));
	});
});
