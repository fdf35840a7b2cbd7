import { IngramError, type IngramErrorCode, type Progress } from '@ingram-orders/core';
import { Outage } from '../../src/requests/outage.ts';
import { WaitMeter } from '../../src/requests/rate-limit/wait-meter.ts';
import { retrying, type Attempt } from '../../src/requests/retry.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const second = 1000;
const maxAttempts = 6;
const latencyMs = 100;

function failure(code: IngramErrorCode, retryable: boolean, status?: number): IngramError {
	const words = { message: 'It failed.', remedy: 'Try again.' };
	return new IngramError({ code, retryable, ...words, ...(status !== undefined && { status }) });
}

const unavailable = failure('SERVICE_UNAVAILABLE', true, 503);
const notFound = failure('NOT_FOUND', false, 404);

/** The requests of one run, and a service that the test lets fail. */
function bench() {
	const clock = new VirtualClock();
	const cancel = new AbortController();
	const progress: Progress[] = [];
	const run = {
		clock,
		signal: cancel.signal,
		meter: new WaitMeter(3600 * second, clock.now),
		outage: new Outage(),
		report: (step: Progress) => progress.push(step),
	};
	/** When each attempt began, in milliseconds, and whose it was. */
	const attempts: { name: string; at: number }[] = [];
	/** A request of the run: it is answered with what is the truth when its answer comes. */
	const request = (
		answer: (attempt: number) => IngramError | undefined,
		name = '',
		{ signal = run.signal, takesMs = latencyMs } = {},
	) => {
		let tries = 0;
		const operation = async (mayGo: () => boolean): Promise<Attempt<string>> => {
			if (!mayGo()) return { kind: 'held-back' };
			attempts.push({ name, at: clock.elapsedMs });
			tries++;
			await clock.sleep(takesMs, new AbortController().signal);
			const failed = answer(tries);
			return failed ? { kind: 'failed', failure: failed } : { kind: 'done', value: name };
		};
		return retrying(operation, { ...run, signal, maxAttempts: 6 });
	};
	return { clock, cancel, progress, attempts, request };
}

test('pauses between attempts double, with jitter, and are reported', async () => {
	const { clock, progress, attempts, request } = bench();
	await clock.run(request((attempt) => (attempt < maxAttempts ? unavailable : undefined)));
	expect(attempts).toHaveLength(maxAttempts);
	const pauses = attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0));
	for (const [index, pause] of pauses.entries()) {
		const maxPause = 500 * 2 ** index;
		expect(pause - latencyMs).toBeGreaterThanOrEqual(maxPause / 2 - 1);
		expect(pause - latencyMs).toBeLessThanOrEqual(maxPause);
	}
	expect(new Set(pauses.map((pause, index) => (pause - latencyMs) / 2 ** index)).size).toBe(5);
	expect(progress).toMatchObject(
		pauses.map((pause, index) => ({
			kind: 'retrying',
			attempt: index + 1,
			ms: expect.closeTo(pause - latencyMs, -1) as number,
			reason: 'It failed.',
		})),
	);
});

test('after six attempts the failure says how often it was tried', async () => {
	const { clock, attempts, request } = bench();
	const error: unknown = await clock.run(
		request(() => unavailable).catch((thrown: unknown) => thrown),
	);
	expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503, attempts: maxAttempts });
	expect(attempts).toHaveLength(maxAttempts);
	expect(clock.sleeping).toBe(0);
});

test.each([
	notFound,
	failure('RATE_LIMIT', true, 429),
	failure('CANCELLED', true),
	failure('AUTHENTICATION', false, 401),
])('$code is not tried again', async (refusal) => {
	const { clock, attempts, request } = bench();
	await expect(clock.run(request(() => refusal))).rejects.toBe(refusal);
	expect(attempts).toHaveLength(1);
});

test('what is thrown and is no failure is passed on', async () => {
	const { clock, request } = bench();
	const mistake = new TypeError('A mistake in the core.');
	const failing = request(() => {
		throw mistake;
	});
	await expect(clock.run(failing)).rejects.toBe(mistake);
});

test('a cancel ends a pause at once', async () => {
	const { clock, cancel, attempts, request } = bench();
	const failing = request(() => unavailable);
	clock.after(latencyMs + 50, () => cancel.abort());
	await expect(clock.run(failing)).rejects.toMatchObject({ code: 'CANCELLED' });
	expect(clock.elapsedMs).toBe(latencyMs + 50);
	expect(clock.sleeping).toBe(0);
	expect(attempts).toHaveLength(1);
});

describe('while nothing of a run succeeds', () => {
	const names = Array.from({ length: 10 }, (_, index) => `request ${index}`);

	test('one request probes, the others wait for it, and all go on when it succeeds', async () => {
		const { clock, attempts, request } = bench();
		const downForMs = 8 * second;
		const isDown = () => (clock.elapsedMs < downForMs ? unavailable : undefined);
		const values = await clock.run(Promise.all(names.map((name) => request(isDown, name))));
		expect(values).toEqual(names);
		const probes = attempts.slice(names.length).filter(({ at }) => at < downForMs);
		expect(new Set(probes.map(({ name }) => name)).size).toBe(1);
		expect(probes.length).toBeLessThan(maxAttempts);
		// Each once in vain, some probes, and each once more, all together.
		expect(attempts.length).toBeLessThanOrEqual(2 * names.length + maxAttempts);
		expect(new Set(attempts.slice(1 - names.length).map(({ at }) => at)).size).toBe(1);
	});

	test('three failures in a row make who comes later wait', async () => {
		const { clock, attempts, request } = bench();
		const isDown = () => (clock.elapsedMs < second ? unavailable : undefined);
		const failing = names.slice(0, 3).map((name) => request(isDown, name));
		await clock.pass(latencyMs + 1);
		const later = request(isDown, 'later');
		await clock.run(Promise.all([...failing, later]));
		expect(attempts.find(({ name }) => name === 'later')?.at).toBeGreaterThan(second);
	});

	test('a late answer to what was sent before does not show that the service is back', async () => {
		const { clock, attempts, request } = bench();
		const isDown = () => (clock.elapsedMs < 8 * second ? unavailable : undefined);
		const slow = request(() => undefined, 'slow', { takesMs: 3 * second });
		const failing = names.map((name) => request(isDown, name));
		await clock.run(Promise.all([slow, ...failing]));
		expect(attempts.length).toBeLessThanOrEqual(1 + 2 * names.length + maxAttempts);
	});

	test('one that waits and is cancelled ends at once, and the others go on', async () => {
		const { clock, attempts, request } = bench();
		const isDown = () => (clock.elapsedMs < 8 * second ? unavailable : undefined);
		const cancel = new AbortController();
		const failing = names.map((name) => request(isDown, name));
		const cancelled = request(isDown, 'cancelled', { signal: cancel.signal });
		clock.after(4 * second, () => cancel.abort());
		await expect(clock.run(cancelled)).rejects.toMatchObject({ code: 'CANCELLED' });
		expect(clock.elapsedMs).toBe(4 * second);
		expect(await clock.run(Promise.all(failing))).toEqual(names);
		expect(attempts.filter(({ name }) => name === 'cancelled')).toHaveLength(1);
	});

	test('the others give up with the one that probes', async () => {
		const { clock, attempts, request } = bench();
		const results = await clock.run(
			Promise.allSettled(names.map((name) => request(() => unavailable, name))),
		);
		expect(results.map(({ status }) => status)).toEqual(names.map(() => 'rejected'));
		expect(attempts.length).toBeLessThan(names.length + maxAttempts);
		expect(clock.sleeping).toBe(0);
	});

	test('a cancel ends the waiting of all at once', async () => {
		const { clock, cancel, request } = bench();
		clock.after(second, () => cancel.abort());
		const results = await clock.run(
			Promise.allSettled(names.map((name) => request(() => unavailable, name))),
		);
		for (const result of results) expect(result).toMatchObject({ reason: { code: 'CANCELLED' } });
		expect(clock.elapsedMs).toBe(second);
		expect(clock.sleeping).toBe(0);
	});

	test('two failures in a row do not make others wait', async () => {
		const { clock, attempts, request } = bench();
		const failing = names.slice(0, 2).map((name) => request(() => unavailable, name));
		void Promise.allSettled(failing);
		await clock.pass(latencyMs + 1);
		const other = clock.run(request(() => undefined, 'other'));
		await expect(other).resolves.toBe('other');
		expect(attempts.at(-1)).toEqual({ name: 'other', at: latencyMs + 1 });
		await clock.run(Promise.allSettled(failing));
	});

	test('who begins to send waits as well', async () => {
		const { clock, attempts, request } = bench();
		const isDown = () => (clock.elapsedMs < 5 * second ? unavailable : undefined);
		const failing = names.map((name) => request(isDown, name));
		await clock.pass(2 * second);
		const newcomer = request(() => undefined, 'newcomer');
		await clock.run(Promise.all([...failing, newcomer]));
		const startedAt = attempts.find(({ name }) => name === 'newcomer')?.at;
		expect(startedAt).toBeGreaterThanOrEqual(5 * second);
	});

	test('another request probes when the one that does is cancelled', async () => {
		const { clock, cancel, attempts, request } = bench();
		const isDown = () => (clock.elapsedMs < 8 * second ? unavailable : undefined);
		const cancels = new Map(names.map((name) => [name, new AbortController()]));
		const results = Promise.allSettled(
			names.map((name) => {
				const { signal } = cancels.get(name) ?? cancel;
				return request(isDown, name, { signal });
			}),
		);
		await clock.pass(2 * second);
		const prober = attempts.at(-1)?.name ?? '';
		cancels.get(prober)?.abort();
		const others = (await clock.run(results)).filter(({ status }) => status === 'fulfilled');
		expect(others).toHaveLength(names.length - 1);
		expect(attempts.length).toBeLessThanOrEqual(2 * names.length + 2 * maxAttempts);
	});

	test('a refusal is an answer: the service is there', async () => {
		const { clock, attempts, request } = bench();
		const failing = [1, 2].map((number) =>
			request((attempt) => (attempt === 1 ? unavailable : undefined), `failing ${number}`),
		);
		await clock.pass(latencyMs + 1);
		await clock.run(request(() => notFound, 'refused').catch((thrown: unknown) => thrown));
		const third = request((attempt) => (attempt === 1 ? unavailable : undefined), 'third');
		await clock.pass(latencyMs + 1);
		// Two failures, an answer, one failure: no three in a row, so nobody waits for another.
		const other = request(() => undefined, 'other');
		expect(attempts.at(-1)).toMatchObject({ name: 'other', at: clock.elapsedMs });
		await clock.run(Promise.all([...failing, third, other]));
	});
});
