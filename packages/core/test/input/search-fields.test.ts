import { IngramError, planSearch, searchFields, type SearchInput } from '@ingram-orders/core';
import type { SearchField, SearchFieldName } from '../../src/input/search-fields.ts';
import { testAccount } from '../support/accounts.ts';

/** The names in the first and not in the second; the compiler refuses any. */
type Missing<First, Second> = Exclude<First, Second> extends never ? true : Exclude<First, Second>;
const allInputsAreFields: Missing<keyof SearchInput, SearchFieldName> = true;
const allFieldsAreInputs: Missing<SearchFieldName, keyof SearchInput> = true;

const names = searchFields.map(({ name }) => name);

function problemsOf(input: SearchInput) {
	try {
		planSearch(input, testAccount(), 'UTC');
		return [];
	} catch (error) {
		if (error instanceof IngramError) return error.problems ?? [];
		throw error;
	}
}

test('the table has every field that a search reads, once, and no other', () => {
	expect([allInputsAreFields, allFieldsAreInputs]).toEqual([true, true]);
	const read = new Set<string>();
	const input = new Proxy<SearchInput>(
		{},
		{
			get: (_, name) => {
				read.add(String(name));
				return undefined;
			},
		},
	);
	planSearch(input, testAccount(), 'UTC');
	expect([...read].sort()).toEqual([...names].sort());
	expect(new Set(names).size).toBe(names.length);
});

test.each(searchFields)('$name is called $label where it is wrong', ({ name, label }) => {
	const [problem, ...others] = problemsOf({ [name]: { not: 'a value' } });
	expect(others).toEqual([]);
	expect(problem).toMatchObject({
		name,
		message: expect.stringMatching(`^${label}[ :]`) as string,
	});
	// As both hosts write labels.
	expect(label).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)*$/);
});

/** For each kind what is accepted, also as text from an expression, and what is not. */
const kinds: Record<SearchField['kind'], { accepts: unknown[]; refuses: unknown[] }> = {
	text: { accepts: ['20-1', 20123456], refuses: ['a\nb', true] },
	numbers: { accepts: ['20-1', 20123456, ['a', 'b'], 'a\nb'], refuses: ['a\tb', true] },
	codes: { accepts: ['blank', ['blank']], refuses: ['nonsense', 5] },
	flag: { accepts: [true, 'false'], refuses: ['nonsense', 5] },
	time: { accepts: ['2026-01-05', Date.UTC(2026, 0, 5)], refuses: ['nonsense', true] },
	count: { accepts: [1, '25'], refuses: [0, 'nonsense', 1.5] },
	country: { accepts: ['DE', 'uk'], refuses: ['GBR', 49] },
	choice: { accepts: [], refuses: ['nonsense', 5] },
	choices: { accepts: [[]], refuses: ['nonsense', ['nonsense']] },
	seconds: { accepts: [1, '86400'], refuses: [-1, 86_401, 'nonsense'] },
};

test.each(searchFields)('$name is of the kind $kind', ({ name, kind }) => {
	for (const value of kinds[kind].accepts) expect(problemsOf({ [name]: value })).toEqual([]);
	for (const value of kinds[kind].refuses) expect(problemsOf({ [name]: value })).toHaveLength(1);
});
