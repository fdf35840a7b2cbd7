import { hashOf, KeyTable } from '../../src/reading/key-table.ts';

test.each([
	['at the end', (index: number) => `20-ORDER-${index}`],
	['at the start', (index: number) => `${index}-ORDER`],
	['by one letter of many', (index: number) => `20-${String.fromCharCode(0x100 + index)}-11`],
])('keys that differ %s differ in each half of their hashes', (_, keyOf) => {
	const hashes = Array.from({ length: 20_000 }, (_, index) => hashOf(keyOf(index)));
	// By chance it would be one repeat in twenty such lists.
	expect(new Set(hashes.map(({ high }) => high)).size).toBeGreaterThan(hashes.length - 3);
	expect(new Set(hashes.map(({ low }) => low)).size).toBeGreaterThan(hashes.length - 3);
});

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
