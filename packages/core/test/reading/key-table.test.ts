import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { hashOf, KeyTable } from '../../src/reading/key-table.ts';
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

test('a hash of several texts depends on each and on their order', () => {
	const hashes = [
		hashOf('11', hashOf('20-1')),
		hashOf('20-1', hashOf('11')),
		hashOf('11', hashOf('20-2')),
		hashOf('12', hashOf('20-1')),
		hashOf('', hashOf('20-1')),
		hashOf('20-1'),
		hashOf('20-111'),
		hashOf(''),
	];
	expect(new Set(hashes.map(({ high, low }) => `${high} ${low}`)).size).toBe(hashes.length);
	expect(hashOf('11', hashOf('20-1'))).toEqual(hashes[0]);
});

test('a table knows the latest number of each key, however many there are', () => {
	const table = new KeyTable();
	const keys = Array.from({ length: 5000 }, (_, index) => hashOf(`20-${index}`));
	for (const [index, key] of keys.entries()) {
		expect(table.get(key)).toBe(0);
		table.set(key, index + 1);
	}
	expect(table.size).toBe(keys.length);
	for (const [index, key] of keys.entries()) table.set(key, 2 * index + 1);
	expect(table.size).toBe(keys.length);
	expect(keys.map((key) => table.get(key))).toEqual(keys.map((_, index) => 2 * index + 1));
	expect(table.get(hashOf('another'))).toBe(0);
});

test('keys that share a half, or a place in the table, are kept apart', () => {
	const table = new KeyTable();
	const keys = [
		{ high: 1, low: 5 },
		{ high: 2, low: 5 },
		{ high: 1, low: 6 },
		{ high: 1, low: 5 + 1024 },
		{ high: 5, low: 1 },
		{ high: -1, low: -1 },
		{ high: 0, low: 0 },
	];
	for (const [index, key] of keys.entries()) table.set(key, index + 1);
	expect(keys.map((key) => table.get(key))).toEqual([1, 2, 3, 4, 5, 6, 7]);
	expect(table.size).toBe(keys.length);
});
