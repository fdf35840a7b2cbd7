import { eventNames, IngramError, planWatch, type WatchInput } from '@ingram-orders/core';
import { testAccount } from '../support/accounts.ts';

const account = testAccount();

/** The names of the wrong values, and what is said of them. */
function problemsOf(input: WatchInput): Record<string, string> {
	try {
		planWatch(input, account);
		return {};
	} catch (thrown) {
		if (!(thrown instanceof IngramError) || thrown.code !== 'INVALID_INPUT') throw thrown;
		return Object.fromEntries((thrown.problems ?? []).map(({ name, message }) => [name, message]));
	}
}

test('where nothing is chosen, new holds of the last 30 days are told', () => {
	const plan = planWatch({}, account);
	expect(plan).toMatchObject({
		customerNumber: '20-123456',
		countryCode: 'UK',
		lookbackMs: 30 * 86_400_000,
		tellFirst: false,
		fullScanEvery: 12,
		overdueHours: [24],
		telling: { output: 'suborders' },
		limits: { maxWaitMs: 300_000, timeoutMs: 60_000 },
	});
	expect([...plan.telling.events]).toEqual(['holdPlaced']);
	expect(plan.telling.orderStatus.size + plan.telling.holdReason.size).toBe(0);
});

test('all that can be chosen is taken', () => {
	const plan = planWatch(
		{
			events: [...eventNames],
			lookbackDays: '7',
			output: 'orders',
			orderStatus: 'c, S',
			holdReason: ['CC', 'blank'],
			firstPoll: 'emit',
			fullScanEvery: 0,
			overdueHours: '72; 24,24 48',
			includeLinked: ['order', 'invoice'],
			customerNumber: '20-999999',
			countryCode: 'de',
		},
		account,
	);
	expect(plan).toMatchObject({
		customerNumber: '20-999999',
		countryCode: 'DE',
		lookbackMs: 7 * 86_400_000,
		tellFirst: true,
		fullScanEvery: 0,
		overdueHours: [24, 48, 72],
	});
	expect([...plan.telling.orderStatus]).toEqual(['C', 'S']);
	expect([...plan.telling.holdReason]).toEqual(['CC', '']);
});

test.each<[keyof WatchInput, unknown]>([
	...(['holdplaced', ['holdPlaced', 'x'], 7, {}] as const).map(
		(value): [keyof WatchInput, unknown] => ['events', value],
	),
	...[0, 366, 1.5, -1, 'a week', NaN, true].map((value): [keyof WatchInput, unknown] => [
		'lookbackDays',
		value,
	]),
	...(['raw', 'rows'] as const).map((value): [keyof WatchInput, unknown] => ['output', value]),
	['orderStatus', 'Q'],
	['holdReason', ['CC', 'QQ']],
	['firstPoll', true],
	...[-1, 10_001, 'often'].map((value): [keyof WatchInput, unknown] => ['fullScanEvery', value]),
	...[0, '0', '24, soon', [1.5], [-3], 8761, {}, [[24, 48]], NaN].map(
		(value): [keyof WatchInput, unknown] => ['overdueHours', value],
	),
	['includeLinked', 'orders'],
	['customerNumber', { number: 1 }],
	['countryCode', 'DEU'],
	['maxWait', -1],
	['timeout', 0],
])('%s: %j is refused by its name', (name, value) => {
	const problems = problemsOf({ [name]: value });
	expect(Object.keys(problems)).toEqual([name]);
	expect(problems[name]).toMatch(/^\p{Lu}.*\.$/u);
});

test('every wrong value is named at once', () => {
	expect(
		Object.keys(problemsOf({ events: 'x', lookbackDays: 0, overdueHours: 'x', timeout: 'x' })),
	).toEqual(['events', 'lookbackDays', 'overdueHours', 'timeout']);
});

test.each<[WatchInput, object]>([
	[{ firstPoll: 'baseline', output: 'suborders' }, { tellFirst: false }],
	[{ overdueHours: '1, 8760' }, { overdueHours: [1, 8760] }],
	[{ overdueHours: ' 48,, 24; ' }, { overdueHours: [24, 48] }],
	[{ overdueHours: ['72', 24] }, { overdueHours: [24, 72] }],
])('%j is taken', (input, plan) => {
	expect(planWatch(input, account)).toMatchObject(plan);
});
