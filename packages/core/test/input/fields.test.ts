import { IngramError, type Problem } from '@ingram-orders/core';
import fc from 'fast-check';
import { FieldReader, isUnset } from '../../src/input/fields.ts';
import { codeTable } from '../../src/reference/code-table.ts';

const field = { name: 'given', label: 'Given Value' } as const;

type Reader = FieldReader<'given'>;

/** What is read of a value, and what is said to be wrong with it. */
function read<T>(value: unknown, work: (reader: Reader) => T): { result: T; says: string } {
	const reader = new FieldReader<'given'>({ given: value });
	const result = work(reader);
	const [problem, ...others] = problemsOf(reader);
	expect(others).toEqual([]);
	if (problem) expect(problem.name).toBe('given');
	return { result, says: problem?.message ?? '' };
}

function problemsOf(reader: FieldReader<string>): readonly Problem[] {
	try {
		reader.finish();
		return [];
	} catch (error) {
		if (!(error instanceof IngramError)) throw error;
		expect(error.code).toBe('INVALID_INPUT');
		const { problems = [] } = error;
		expect(problems).not.toEqual([]);
		return problems;
	}
}

const table = codeTable([
	{ code: '', description: 'None' },
	{ code: 'CH', description: 'Check' },
	{ code: 'C3', description: 'Credit (new, old)' },
	{ code: 'C4', description: 'Credit (new, old)' },
]);

const ways: Record<string, (reader: Reader) => unknown> = {
	text: (reader) => reader.text(field, 'e.g. PO-1'),
	requiredText: (reader) => reader.requiredText(field),
	country: (reader) => reader.country(field),
	wholeNumber: (reader) => reader.wholeNumber(field, { min: 1, max: 100 }),
	'wholeNumber without a maximum': (reader) => reader.wholeNumber(field, { min: 0 }),
	flag: (reader) => reader.flag(field),
	time: (reader) => reader.time(field, { timeZone: 'UTC', dayEdge: 'end' }),
	choice: (reader) => reader.choice(field, ['one', 'two', 'three']),
	choices: (reader) => [...reader.choices(field, ['one', 'two', 'three'])],
	codes: (reader) => [...reader.codes(field, table)],
};

const good: [way: string, value: unknown, result: unknown][] = [
	['text', ' 20-RD12H ', '20-RD12H'],
	['text', 4500012345, '4500012345'],
	['text', 0, '0'],
	['requiredText', ' app ', 'app'],
	['requiredText', '${not a variable}', '${not a variable}'],
	['country', ' uk ', 'UK'],
	['country', 'US', 'US'],
	['wholeNumber', 1, 1],
	['wholeNumber', ' 100 ', 100],
	['wholeNumber without a maximum', 0, 0],
	['wholeNumber without a maximum', '123456789012345', 123456789012345],
	['flag', true, true],
	['flag', 'true', true],
	['flag', 'false', false],
	['time', '2026-01-05', Date.UTC(2026, 0, 5, 23, 59, 59)],
	['time', '2026-01-05T10:00:00+01:00', Date.UTC(2026, 0, 5, 9)],
	['choice', 'two', 'two'],
	['choices', 'two', ['two']],
	['choices', ['three', 'one', 'three'], ['three', 'one']],
	['codes', 'ch, C3', ['CH', 'C3']],
	['codes', 'CH,', ['CH']],
	['codes', ' , C3,, ', ['C3']],
	['codes', ['blank', ' c3 '], ['', 'C3']],
	['codes', ' CHECK ', ['CH']],
	['codes', 'credit (new, old)', ['C3', 'C4']],
	['codes', 'CH,Credit  (NEW, OLD), none', ['CH', 'C3', 'C4', '']],
	['codes', ['C4', 'Credit - new/old', 'check'], ['C4', 'C3', 'CH']],
];

test.each(good)('%s reads %j as %j', (way, value, result) => {
	expect(read(value, ways[way] as (reader: Reader) => unknown)).toEqual({ result, says: '' });
});

const unset: [way: string, result: unknown][] = [
	['text', ''],
	['wholeNumber', undefined],
	['flag', false],
	['time', undefined],
	['choice', undefined],
	['choices', []],
	['codes', []],
];

test.each(unset)('%s reads what is left empty as %j', (way, result) => {
	for (const value of [undefined, null, '', ' \t', []]) {
		expect(isUnset(value)).toBe(true);
		expect(read(value, ways[way] as (reader: Reader) => unknown)).toEqual({ result, says: '' });
	}
});

const bad: [way: string, value: unknown, says: string][] = [
	['text', {}, 'Given Value must be text, e.g. PO-1.'],
	['text', true, 'Given Value must be text, e.g. PO-1.'],
	['text', 1.5, 'Given Value must be text, e.g. PO-1, not 1.5.'],
	['text', NaN, 'Given Value must be text, e.g. PO-1, not NaN.'],
	['text', 2 ** 53, 'Given Value must be text, e.g. PO-1, not 9007199254740992.'],
	['text', 'a\r\nb', 'Given Value must not contain line breaks, tabs or other control characters.'],
	['requiredText', ' ', 'Given Value must not be empty.'],
	['requiredText', null, 'Given Value must not be empty.'],
	[
		'requiredText',
		'${APP_ID}',
		'Given Value names the environment variable APP_ID, which is not set.',
	],
	['country', 'GBR', 'Given Value must be two letters, e.g. DE or UK.'],
	['country', '', 'Given Value must be two letters, e.g. DE or UK.'],
	['country', 'ß', 'Given Value must be two letters, e.g. DE or UK.'],
	['country', 49, 'Given Value must be two letters, e.g. DE or UK.'],
	['country', 'ÄÖ', 'Given Value must be two letters, e.g. DE or UK.'],
	['wholeNumber', 0, 'Given Value must be a whole number from 1 to 100, not 0.'],
	['wholeNumber', '101', 'Given Value must be a whole number from 1 to 100, not "101".'],
	['wholeNumber', 2.5, 'Given Value must be a whole number from 1 to 100, not 2.5.'],
	['wholeNumber', '1e1', 'Given Value must be a whole number from 1 to 100, not "1e1".'],
	['wholeNumber', true, 'Given Value must be a whole number from 1 to 100, not true.'],
	[
		'wholeNumber without a maximum',
		-1,
		'Given Value must be a whole number of at least 0, not -1.',
	],
	[
		'wholeNumber without a maximum',
		[5],
		'Given Value must be a whole number of at least 0, not a list.',
	],
	['flag', 'yes', 'Given Value must be true or false, not "yes".'],
	['flag', 1, 'Given Value must be true or false, not 1.'],
	['choice', 'four', 'Given Value must be one, two or three, not "four".'],
	['choice', ['one'], 'Given Value must be one, two or three, not a list.'],
	['choices', ['one', 'four'], 'Given Value knows only one, two and three.'],
	['choices', [null], 'Given Value knows only one, two and three.'],
	[
		'codes',
		',',
		'Given Value has no code ","; accepted are blank, CH, C3, C4, or a description such as "Check".',
	],
	[
		'codes',
		'CH, X1',
		'Given Value has no code "X1"; accepted are blank, CH, C3, C4, or a description such as "Check".',
	],
	[
		'codes',
		'Check, Credit (new',
		'Given Value has no code "Credit (new"; accepted are blank, CH, C3, C4, or a description such as "Check".',
	],
	[
		'codes',
		['CH', 3, true],
		'Given Value has no code 3, true; accepted are blank, CH, C3, C4, or a description such as "Check".',
	],
	[
		'codes',
		['constructor'],
		'Given Value has no code "constructor"; accepted are blank, CH, C3, C4, or a description such as "Check".',
	],
];

test.each(bad)('%s refuses %j: %3$s', (way, value, says) => {
	expect(read(value, ways[way] as (reader: Reader) => unknown).says).toBe(says);
});

test('a time that is not a date is refused with what is accepted', () => {
	for (const value of ['soon', true, {}, '2026-02-30']) {
		expect(read(value, ways['time'] as (reader: Reader) => unknown).says).toMatch(
			/^Given Value: .*Give a date such as/,
		);
	}
});

test('a long value is quoted by its beginning, on one line', () => {
	const { says } = read(
		`no\u0000\n${'x'.repeat(500)}`,
		ways['flag'] as (reader: Reader) => unknown,
	);
	expect(says).toMatch(/^Given Value must be true or false, not "no x{37}…"\.$/);
});

test('every problem is told at once, in the order in which it was found', () => {
	const reader = new FieldReader<string>({ limit: 0, flag: 'maybe' });
	reader.wholeNumber({ name: 'limit', label: 'Limit' }, { min: 1 });
	reader.add([{ name: 'link', message: 'Link is wrong.' }]);
	reader.flag({ name: 'flag', label: 'Flag' });
	reader.report({ name: 'limit', label: 'Limit' }, 'Limit is wrong.');
	expect(problemsOf(reader).map(({ name }) => name)).toEqual(['limit', 'link', 'flag', 'limit']);
});

test.each(Object.entries(ways))(
	'%s never throws, and reads only what it does not refuse',
	(_, work) => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const reader = new FieldReader<'given'>({ given: value });
				const result = work(reader);
				const [problem] = problemsOf(reader);
				if (problem) {
					expect(problem.message).toMatch(/^Given Value[ :].*\.$/s);
					expect(problem.message.length).toBeLessThan(1000);
				} else if (isUnset(value)) {
					expect([undefined, '', false]).toContain(Array.isArray(result) ? result[0] : result);
				}
			}),
		);
	},
);
