import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HashRepeats } from '../support/hash-repeats.ts';

test('of a million different keys no two have the same hash, however alike they are', async () => {
	// Outside of Jest, whose own globals make hashing twenty times as slow.
	const worker = new Worker(path.join(import.meta.dirname, '../support/hash-repeats.ts'));
	const [message] = (await once(worker, 'message')) as [Record<string, HashRepeats>];
	const families = Object.values(message);
	expect(families).toHaveLength(5);
	expect(families.map(({ whole }) => whole)).toEqual([0, 0, 0, 0, 0]);
	// By chance it would be 116 in 32 bits; much less would be luck, much more a bad hash.
	const repeats = families.flatMap(({ parts }) => parts);
	expect(Math.min(...repeats)).toBeGreaterThan(116 / 2);
	expect(Math.max(...repeats)).toBeLessThan(116 * 2);
}, 120_000);
