import fc from 'fast-check';
import { forget, nothingForgotten } from '../../src/watch/counts.ts';
import { readHeld, writeHeld } from '../../src/watch/held-text.ts';
import type { Held } from '../../src/watch/held.ts';
import { readState, storeState, type WatchState } from '../../src/watch/state.ts';
import { Comparing, entered, orderWith, start } from '../support/watch-seen.ts';

const seed = 20_260_115;

/** Milliseconds since 1970 within what an order may have. */
const time = fc.integer({ min: 0, max: Date.UTC(2099, 0) });
const seconds = time.map((ms) => Math.floor(ms / 1000));
const count = fc.nat(1_000_000);
const text = fc.string({ unit: 'binary', maxLength: 12 });
const key = fc.string({
	unit: fc.constantFrom('0', '1', '9', 'a', 'z'),
	minLength: 14,
	maxLength: 14,
});

const held: fc.Arbitrary<Held> = fc
	.record({
		...{ key, orderNumber: text, subOrderNumber: text, customerOrderNumber: text },
		entryTimestamp: fc.oneof(
			time.map((ms) => entered(Math.floor(ms / 1000) * 1000).entryTimestamp),
			fc.constantFrom(
				'',
				'2026-02-30T00:00:00Z',
				'2026-01-10T12:00:00.250Z',
				'@abc',
				'=x',
				'2026-01-01',
				'n/a|x%7C',
			),
		),
		...{ statusCode: text, holdReasonCode: text, since: seconds },
		...{
			hold: fc.integer({ min: 1, max: 99 }),
			changes: count,
			overdueHours: count,
			missed: count,
		},
	})
	.map((each) => ({ ...each, subOrderNumber: `${each.orderNumber}${each.subOrderNumber}` }));

const mapOf = <T>(value: fc.Arbitrary<T>) =>
	fc.array(fc.tuple(key, value), { maxLength: 5 }).map((entries) => new Map(entries));

const forgotten = fc.record({ before: seconds, count });

const state: fc.Arbitrary<WatchState> = fc.record(
	{
		account: fc.constant('account'),
		series: text,
		polledAt: time,
		held: fc.array(held, { maxLength: 5 }).map((all) => new Map(all.map((one) => [one.key, one]))),
		endedHolds: mapOf(fc.record({ holds: count, enteredAt: seconds })),
		...{ forgottenHolds: forgotten, forgottenChanges: forgotten },
		unswept: fc.array(fc.record({ from: time, to: time }), { maxLength: 3 }),
		sweep: fc.record({ lengthMs: count, count, next: fc.integer() }),
		overdueHours: fc.array(count, { maxLength: 3 }),
		created: fc.record({ from: time, seen: fc.array(key).map((keys) => new Set(keys)) }),
		statuses: mapOf(fc.record({ statusCode: text, changes: count, enteredAt: seconds })),
	},
	{
		requiredKeys: [
			...(['account', 'series', 'polledAt', 'held', 'endedHolds', 'unswept'] as const),
			...(['forgottenHolds', 'forgottenChanges'] as const),
		],
	},
);

/** As a host keeps it: as JSON. */
function kept(value: WatchState): unknown {
	return JSON.parse(JSON.stringify(storeState(value)));
}

function bytesOf(value: unknown): number {
	return new TextEncoder().encode(JSON.stringify(value)).length;
}

test('a state is the same after it was kept, but for long customer order numbers', () => {
	fc.assert(
		fc.property(state, (value) => {
			const stored = kept(value);
			const read = readState(stored, 'account');
			expect(read).toHaveProperty('state');
			if (!read || !('state' in read)) return;
			const whole = [...value.held.values()].map((one, index) => {
				const again = [...read.state.held.values()][index];
				// What there was no room for.
				expect(one.customerOrderNumber.startsWith(again?.customerOrderNumber ?? '-')).toBe(true);
				const { customerOrderNumber = '', entryTimestamp = '' } = again ?? {};
				const isDate = !Number.isNaN(Date.parse(one.entryTimestamp));
				return { ...one, customerOrderNumber, ...(!isDate && { entryTimestamp }) };
			});
			expect([...read.state.held.values()]).toEqual(whole);
			expect({ ...read.state, held: undefined }).toEqual({ ...value, held: undefined });
			expect(readState(JSON.stringify(stored), 'account')).toEqual(read);
		}),
		{ seed, numRuns: 300 },
	);
});

test('a suborder on hold takes 100 bytes at most, however long its customer order number is', () => {
	const longest = {
		orderNumber: fc.constantFrom('20-RD12H', '20-ABCDEFGHIJKLMNOPQ', '70-1234567890'),
		suffix: fc.constantFrom('-11', '-S12345'),
		customerOrderNumber: fc.string({ unit: 'binary', minLength: 40, maxLength: 90 }),
		entryTimestamp: fc.constantFrom('2026-01-10T12:00:00Z', 'no date but quite a long text'),
		statusCode: fc.constantFrom('C', 'ON HOLD', 'CUSTOMER HOLD'),
	};
	fc.assert(
		fc.property(fc.record(longest), (given) => {
			const one: Held = {
				...{ key: 'zzzzzzzzzzzzzz', ...given, holdReasonCode: 'CC' },
				subOrderNumber: given.orderNumber + given.suffix,
				...{ since: 4_000_000_000, hold: 99, changes: 999, overdueHours: 8760, missed: 2 },
			};
			const watch = new Comparing();
			watch.poll([]);
			if (!watch.state) throw new Error('A poll leaves a state.');
			const without = bytesOf(storeState(watch.state));
			const two = { ...one, key: 'aaaaaaaaaaaaaa' };
			const withTwo = storeState({
				...watch.state,
				held: new Map([one, two].map((each) => [each.key, each])),
			});
			expect(bytesOf(withTwo) - without).toBeLessThanOrEqual(200);
		}),
		{ seed, numRuns: 300 },
	);
});

test('an order without a number keeps all of the number it is looked up by', () => {
	const watch = new Comparing();
	const customerOrderNumber = `PO|${'4711%'.repeat(40)}`;
	watch.poll([orderWith('', ['C/CC'], { customerOrderNumber })]);
	const read = readState(watch.state && kept(watch.state), 'account');
	const orders = read && 'state' in read ? [...read.state.held.values()] : [];
	expect(orders).toMatchObject([{ customerOrderNumber }]);
});

test('nothing kept is no state and no problem', () => {
	for (const nothing of [undefined, null, ''])
		expect(readState(nothing, 'account')).toBeUndefined();
});

test('a state of another account or of a newer version is said to be so', () => {
	const watch = new Comparing();
	watch.poll([orderWith('A', ['C/CC'])]);
	const stored = watch.state && storeState(watch.state);
	expect(readState(stored, 'another')).toEqual({ problem: 'other-account' });
	expect(readState({ ...stored, version: 2, held: 'otherwise' }, 'account')).toEqual({
		problem: 'newer',
	});
});

describe('A broken state is said to be so', () => {
	const watch = new Comparing({ statuses: true, created: true, overdueHours: [24] });
	watch.poll([orderWith('A', ['C/CC'])], {
		unswept: [{ from: 0, to: start }],
		sweep: { lengthMs: 1000, count: 2, next: 3 },
		created: { orders: [orderWith('A', ['C/CC'])], from: 0 },
	});
	const whole = JSON.parse(JSON.stringify(watch.state && storeState(watch.state))) as object;

	test('as it is, it is good', () => {
		expect(readState(whole, 'account')).toHaveProperty('state');
	});

	const optional = ['sweep', 'overdueHours', 'created', 'statuses'];

	test.each(Object.keys(whole))('with a wrong %s, or without where it is always there', (name) => {
		if (!optional.includes(name)) {
			const read = readState({ ...whole, [name]: undefined }, 'account');
			expect(read).toEqual({ problem: 'broken' });
		}
		for (const wrong of [-1, 1e300, NaN, '', 'x', null, {}, [1.5], ['|'], [['x']], [null]]) {
			const read = readState({ ...whole, [name]: wrong }, 'account');
			const isSeries = name === 'series' && typeof wrong === 'string';
			const isAccount = name === 'account' && typeof wrong === 'string';
			const isNewer = name === 'version' && wrong === 1e300;
			const isTime = name === 'polledAt' && wrong === -1;
			if (isSeries || isAccount || isNewer || isTime) continue;
			expect(read).toEqual({ problem: 'broken' });
		}
	});

	test.each([0, true, 'text', '{"version":1', [], [1], { version: '1' }, { version: 0.5 }, {}])(
		'%j',
		(stored) => expect(readState(stored, 'account')).toEqual({ problem: 'broken' }),
	);

	test('any JSON at all, and any JSON in any place of it, is read without a throw', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
				expect(() => readState(value, 'account')).not.toThrow();
			}),
			{ seed, numRuns: 300 },
		);
		fc.assert(
			fc.property(
				fc.constantFrom(...Object.keys(whole)),
				fc.jsonValue({ maxDepth: 3 }),
				(name, value) => {
					expect(() => readState({ ...whole, [name]: value }, 'account')).not.toThrow();
				},
			),
			{ seed, numRuns: 600 },
		);
	});

	test('any text in the place of an entry is read without a throw, and never as a date that is none', () => {
		fc.assert(
			fc.property(
				fc.constantFrom('held', 'endedHolds', 'statuses'),
				fc.array(
					fc.string({
						unit: fc.constantFrom('|', '|', '@', '=', '+', '-', '%', '0', 'a', '9', 'z', 'Z', ' '),
					}),
					{ maxLength: 3 },
				),
				(name, texts) => {
					const read = readState({ ...whole, [name]: texts }, 'account');
					if (!read || !('state' in read)) return;
					for (const { since } of read.state.held.values()) {
						expect(() => new Date(since * 1000).toISOString()).not.toThrow();
					}
				},
			),
			{ seed, numRuns: 500 },
		);
	});
});

test('the number of a suborder need not begin with that of its order', () => {
	for (const [orderNumber, subOrderNumber] of [
		...[['20-A', '30-X-11'] as const, ['20-A', '+11'] as const, ['', '30-X-11'] as const],
		...[['20-A', '20-A'] as const, ['20-A', '20-A-11'] as const],
	]) {
		const one: Held = {
			...{ key: 'key', orderNumber, subOrderNumber, customerOrderNumber: 'PO' },
			...{ entryTimestamp: '2026-01-10T12:00:00Z', statusCode: 'C', holdReasonCode: 'CC' },
			...{ since: 1, hold: 1, changes: 0, overdueHours: 0, missed: 0 },
		};
		expect(readHeld(writeHeld(one))).toEqual(['key', one]);
	}
});

test('a count of nothing is not remembered as forgotten', () => {
	expect(forget(nothingForgotten, [{ enteredAt: 100, count: 0 }])).toEqual(nothingForgotten);
	expect(forget(nothingForgotten, [{ enteredAt: 100, count: 2 }])).toEqual({
		before: 101,
		count: 2,
	});
});

test.each<[string, (text: string) => string]>([
	['a field too many', (text) => `${text}|0`],
	['a field too few', (text) => text.slice(0, text.lastIndexOf('|'))],
	['no key', (text) => text.slice(text.indexOf('|'))],
	['a sign before a count', (text) => text.replace(/\|(\d+)$/, '|-$1')],
	['words behind a count', (text) => `${text} polls`],
	['words before a count', (text) => text.replace(/\|(\d+)$/, '|about $1')],
	['a count that is none', (text) => text.replace(/\|\d+$/, '|many')],
	['a count above all whole numbers', (text) => text.replace(/\|\d+$/, '|99999999999999999')],
])('an entry with %s is broken', (_, spoil) => {
	const watch = new Comparing({ tellFirst: true });
	watch.poll([orderWith('A', ['C/CC'])]);
	const stored = watch.state && storeState(watch.state);
	const [held = ''] = stored?.held ?? [];
	expect(held).toMatch(/^[0-9a-z]{14}\|.*\|\d+$/);
	expect(readState({ ...stored, held: [held] }, 'account')).toHaveProperty('state');
	expect(readState({ ...stored, held: [spoil(held)] }, 'account')).toEqual({ problem: 'broken' });
});
