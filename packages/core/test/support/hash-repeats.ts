import { parentPort } from 'node:worker_threads';
import { hashOf, type KeyHash } from '../../src/reading/key-table.ts';

/** Of a million different keys, how many hashes are there more than once; and parts of hashes. */
export interface HashRepeats {
	whole: number;
	/** Of 32 bits each: the halves, and what is taken from both of them. */
	parts: number[];
}

const count = 1_000_000;

/** Keys as orders and suborders have them: alike, and different in a few characters. */
const families: Readonly<Record<string, (index: number) => KeyHash>> = {
	'order numbers in a row': (index) => hashOf(`20-${String(index).padStart(7, '0')}`),
	'orders entered second by second': (index) => {
		const entered = new Date(1_577_836_800_000 + index * 1000).toISOString();
		return hashOf(`20-RD12H\n${entered}\nPO-4711`);
	},
	'numbers that swap their places': (index) =>
		hashOf(`${Math.floor(index / 1000)}\n2026-01-10T10:00:00Z\n${index % 1000}`),
	'ten suborders of each order': (index) => {
		const order = hashOf(
			`20-${Math.floor(index / 10)
				.toString(36)
				.toUpperCase()}`,
		);
		return hashOf(String(11 + (index % 10) * 10), order);
	},
	'letters beyond Latin': (index) =>
		hashOf(String.fromCharCode(0x4e00 + (index % 20_000), 0x400 + index / 20_000)),
};

/** How many of the numbers are there more than once. */
function repeatsIn(numbers: BigUint64Array | Uint32Array): number {
	const sorted = numbers.sort();
	let repeats = 0;
	for (let index = 1; index < sorted.length; index++) {
		if (sorted[index] === sorted[index - 1]) repeats++;
	}
	return repeats;
}

function repeatsOf(keyOf: (index: number) => KeyHash): HashRepeats {
	const whole = new BigUint64Array(count);
	const parts = Array.from({ length: 4 }, () => new Uint32Array(count));
	// The whole hashes and their halves share their memory.
	const halves = new Uint32Array(whole.buffer);
	for (let index = 0; index < count; index++) {
		const { high, low } = keyOf(index);
		halves[2 * index] = low;
		halves[2 * index + 1] = high;
		const mixed = [high, low, high ^ low, (high << 16) | (low >>> 16)];
		parts.forEach((part, number) => (part[index] = mixed[number] ?? 0));
	}
	return { whole: repeatsIn(whole), parts: parts.map(repeatsIn) };
}

parentPort?.postMessage(
	Object.fromEntries(Object.entries(families).map(([name, keyOf]) => [name, repeatsOf(keyOf)])),
);
