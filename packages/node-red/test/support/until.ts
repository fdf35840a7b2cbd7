import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until there is an answer. */
export async function until<T>(
	ask: () => T | undefined | Promise<T | undefined>,
	what: () => string = () => 'an answer',
	patienceMs = 8_000,
): Promise<T> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		const found = await ask();
		if (found !== undefined) return found;
		if (Date.now() > deadline) throw new Error(`Gave up waiting for ${what()}`);
		await delay(20);
	}
}
