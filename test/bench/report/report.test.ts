import fc from 'fast-check';
import { plotSvg } from './plot-svg.ts';
import { scaleOf } from './scale.ts';
import { markdownTable, textTable } from './table.ts';
import { withFigures } from './with-figures.ts';

describe('the page', () => {
	const page = [
		'before',
		'<!-- figures of costs -->\n\nold\n\n<!-- end of figures of costs -->',
		'<!-- figures of requests -->\n\nkept\n\n<!-- end of figures of requests -->',
		'after',
	].join('\n\n');

	test('has other figures of one section, and the rest as it was', () => {
		expect(withFigures(page, 'costs', 'new')).toBe(page.replace('old', 'new'));
		expect(withFigures(withFigures(page, 'costs', 'new'), 'costs', 'old')).toBe(page);
	});

	test('must have a place for the section', () => {
		expect(() => withFigures(page, 'scenarios', 'new')).toThrow('figures of scenarios');
	});
});

describe('tables', () => {
	const table = {
		title: 'Times',
		rows: [
			['client', 'ms'],
			['a | b', '5'],
			['c', '1,000'],
		],
	};

	test('in a terminal have figures below each other', () => {
		expect(textTable(table)).toBe('Times\n\nclient     ms\na | b       5\nc       1,000');
	});

	test('in Markdown have as many cells as they had', () => {
		expect(markdownTable(table)).toBe(
			'**Times**\n\n| client | ms |\n| --- | ---: |\n| a \\| b | 5 |\n| c | 1,000 |',
		);
	});
});

describe('axes', () => {
	test.each([
		[
			[1000, 100_000],
			[1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
		],
		[
			[3, 7.2],
			[0, 2, 4, 6, 8],
		],
		[
			[1, 3_000_000],
			[1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000],
		],
		[
			[0, 0.3],
			[0, 0.1, 0.2, 0.3],
		],
		[[0], [0, 0.2]],
	])('for %j name %j', (values, ticks) => {
		expect(scaleOf(values).ticks).toEqual(ticks);
	});

	test('hold all values, in their order', () => {
		const value = fc.double({ min: 0, max: 1e9, noNaN: true }).filter((x) => x === 0 || x > 1e-6);
		fc.assert(
			fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
				const scale = scaleOf(values);
				const places = values.toSorted((a, b) => a - b).map((x) => scale.place(x));
				expect(places).toEqual(places.toSorted((a, b) => a - b));
				for (const place of places) {
					expect(place).toBeGreaterThanOrEqual(-1e-9);
					expect(place).toBeLessThanOrEqual(1 + 1e-9);
				}
			}),
		);
	});
});

describe('plots', () => {
	test('name curves that end at the same place below each other', () => {
		const points = [
			{ x: 1, y: 5 },
			{ x: 2, y: 5 },
		];
		const svg = plotSvg({
			...{ file: 'a', title: 'A < B', xLabel: 'x', yLabel: 'y' },
			curves: ['one', 'two', 'three'].map((name) => ({ name, points })),
		});
		const heights = Array.from(svg.matchAll(/class="name" x="[\d.]+" y="([\d.]+)"/g), (name) =>
			Number(name[1]),
		).sort((a, b) => a - b);
		const [first = NaN, second = NaN, third = NaN] = heights;
		expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(16);
		expect(svg).toContain('A &lt; B');
	});
});
