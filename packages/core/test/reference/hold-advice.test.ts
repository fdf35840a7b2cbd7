import { adviceOn } from '../../src/reference/hold-advice.ts';
import { holdReasons } from '../../src/reference/hold-reasons.ts';
import { holdStatuses } from '../../src/reference/order-status.ts';

const general = adviceOn('R', 'Q9');
const holding = holdReasons.map(({ code }) => code).filter((code) => code !== '' && code !== 'VO');

test.each(holding)('hold reason %s has advice of its own, in one sentence', (code) => {
	const { advice } = adviceOn('R', code);
	expect(advice).not.toBe(general.advice);
	expect(advice).toMatch(/^[A-Z][^.]+\.$/);
});

test.each([...holdStatuses])('status %s without a reason has advice of its own', (code) => {
	for (const reason of ['', 'VO', 'Q9']) {
		expect(adviceOn(code, reason).advice).not.toBe(general.advice);
	}
});

test('a reason says more than the status', () => {
	expect(adviceOn('C', 'FL').advice).toContain('flooring');
	expect(adviceOn('C', '').advice).toContain('Ingram Micro Credit');
});

test('codes of one description have one advice', () => {
	const byDescription = Map.groupBy(
		holdReasons.filter(({ code }) => holding.includes(code)),
		({ description }) => description,
	);
	for (const reasons of byDescription.values()) {
		expect(new Set(reasons.map(({ code }) => adviceOn('', code))).size).toBe(1);
	}
});

test.each([
	['C3', 'credit'],
	['SB', 'pricing'],
	['R1', 'export'],
	['BA', 'data'],
	['TV', 'vendor'],
	['IM', 'customer'],
	['WT', 'logistics'],
	['SH', 'other'],
	['Q9', 'other'],
])('%s is a hold of the category %s', (code, category) => {
	expect(adviceOn('', code).category).toBe(category);
});
