import type { Curve, Plot } from '../section.ts';
import { scaleOf } from './scale.ts';

/** In pixels, as all lengths here. */
const width = 800;
const height = 420;
const margin = { top: 60, right: 16, bottom: 64, left: 72 };

/** From the end of the grid to the names of the curves. */
const gap = 14;

const lineHeight = 18;

/** How wide a character of a name is, roughly. */
const characterWidth = 7.8;

/** Beyond that many, the points of a curve are not marked. */
const maxMarks = 25;

/** Each with a background of its own, so that a picture can be read on any page. */
const themes = {
	light: {
		...{ background: '#ffffff', text: '#1f2328', faint: '#59636e', grid: '#e4e8ec' },
		curves: [
			'#0a5fb4',
			'#c2410c',
			'#0f7b54',
			'#8a3ffc',
			'#9a6700',
			'#bf3989',
			'#0b7285',
			'#57606a',
			'#1f2328',
			'#7a4b2a',
		],
	},
	dark: {
		...{ background: '#0d1117', text: '#e6edf3', faint: '#9198a1', grid: '#2a313a' },
		curves: [
			'#6cb6ff',
			'#ff9f5a',
			'#4ad0a0',
			'#c5a3ff',
			'#e3b341',
			'#f778ba',
			'#56d4dd',
			'#afb8c1',
			'#ffffff',
			'#d2a679',
		],
	},
};

interface Point {
	x: number;
	y: number;
}

/** A curve in pixels, and how high its name stands. */
interface Drawn {
	name: string;
	points: readonly Point[];
	end: Point;
	nameY: number;
}

/** The picture of a plot; each curve is named at its right. */
export function plotSvg(plot: Plot): string {
	const points = plot.curves.flatMap((curve) => curve.points);
	const xScale = scaleOf(points.map(({ x }) => x));
	const yScale = scaleOf(points.map(({ y }) => y));
	const right = width - margin.right - gap - widestName(plot.curves);
	const bottom = height - margin.bottom;
	const xOf = (value: number) => margin.left + xScale.place(value) * (right - margin.left);
	const yOf = (value: number) => bottom - yScale.place(value) * (bottom - margin.top);
	const curves = plot.curves.map(({ name, points }) =>
		draw(
			name,
			points.map(({ x, y }) => ({ x: xOf(x), y: yOf(y) })),
		),
	);
	const middle = { x: (margin.left + right) / 2, y: (margin.top + bottom) / 2 };
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
		`<title>${escapeXml(plot.title)}</title>`,
		`<style>${styles()}</style>`,
		`<rect class="background" width="${width}" height="${height}" rx="6"/>`,
		text(plot.title, { x: margin.left, y: 32 }, 'title'),
		...yScale.ticks.flatMap((tick) => [
			line({ x: margin.left, y: yOf(tick) }, { x: right, y: yOf(tick) }, 'grid'),
			text(nameOf(tick), { x: margin.left - 10, y: yOf(tick) + 4 }, 'faint end'),
		]),
		...xScale.ticks.flatMap((tick) => [
			line({ x: xOf(tick), y: bottom }, { x: xOf(tick), y: bottom + 5 }, 'axis'),
			text(nameOf(tick), { x: xOf(tick), y: bottom + 22 }, 'faint middle'),
		]),
		line({ x: margin.left, y: bottom }, { x: right, y: bottom }, 'axis'),
		text(plot.xLabel, { x: middle.x, y: height - 16 }, 'middle'),
		`<g transform="translate(20 ${middle.y}) rotate(-90)">`,
		text(plot.yLabel, { x: 0, y: 0 }, 'middle'),
		'</g>',
		...apart(curves).map((curve, index) => curveSvg(curve, index, right)),
		'</svg>',
		'',
	].join('\n');
}

function draw(name: string, points: readonly Point[]): Drawn {
	const end = points.at(-1) ?? { x: margin.left, y: margin.top };
	return { name, points, end, nameY: end.y };
}

/** Names of curves that end close to each other stand below each other. */
function apart(curves: readonly Drawn[]): readonly Drawn[] {
	const fromTop = curves.toSorted((a, b) => a.end.y - b.end.y || meanY(a) - meanY(b));
	let above = -Infinity;
	const placed = new Map(
		fromTop.map((curve) => {
			above = Math.max(curve.end.y, above + lineHeight);
			return [curve, above];
		}),
	);
	const tooLow = Math.max(0, above - (height - margin.bottom));
	return curves.map((curve) => ({ ...curve, nameY: (placed.get(curve) ?? 0) - tooLow }));
}

function meanY({ points }: Drawn): number {
	return points.reduce((sum, { y }) => sum + y, 0) / points.length;
}

function curveSvg({ name, points, end, nameY }: Drawn, index: number, right: number): string {
	const marks = points.length <= maxMarks ? points : [end];
	return [
		`<g class="curve c${index % themes.light.curves.length}">`,
		line(end, { x: right + gap - 5, y: nameY }, 'lead'),
		`<polyline points="${points.map(({ x, y }) => `${pixels(x)},${pixels(y)}`).join(' ')}"/>`,
		...marks.map(({ x, y }) => `<circle cx="${pixels(x)}" cy="${pixels(y)}" r="3.5"/>`),
		text(name, { x: right + gap, y: nameY + 4.5 }, 'name'),
		'</g>',
	].join('\n');
}

function styles(): string {
	return [
		'text{font:13px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}',
		'.title{font-size:16px;font-weight:600}.name{font-weight:600}',
		'.middle{text-anchor:middle}.end{text-anchor:end}',
		'.curve polyline{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}',
		'.lead{stroke-width:1;stroke-dasharray:2 3}',
		coloursOf(themes.light),
		`@media (prefers-color-scheme:dark){${coloursOf(themes.dark)}}`,
	].join('');
}

function coloursOf({ background, text, faint, grid, curves }: typeof themes.light): string {
	return [
		`.background{fill:${background}}text{fill:${text}}.faint{fill:${faint}}`,
		`.grid{stroke:${grid}}.axis{stroke:${faint}}`,
		...curves.map(
			(colour, index) =>
				`.c${index} polyline,.c${index} line{stroke:${colour}}.c${index} circle,.c${index} text{fill:${colour}}`,
		),
	].join('');
}

function text(content: string, { x, y }: Point, className: string): string {
	return `<text class="${className}" x="${pixels(x)}" y="${pixels(y)}">${escapeXml(content)}</text>`;
}

function line(from: Point, to: Point, className: string): string {
	return `<line class="${className}" x1="${pixels(from.x)}" y1="${pixels(from.y)}" x2="${pixels(to.x)}" y2="${pixels(to.y)}"/>`;
}

function widestName(curves: readonly Curve[]): number {
	return characterWidth * Math.max(...curves.map(({ name }) => name.length));
}

/** `10K` and `1M` rather than rows of zeros. */
function nameOf(tick: number): string {
	return tick.toLocaleString('en-US', { notation: 'compact' });
}

function pixels(value: number): string {
	return String(Math.round(10 * value) / 10);
}

function escapeXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
