import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';

/** What a node takes up on the canvas of the editor, in pixels. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/**
 * The widths of letters in thousandths of the font's size. They are those of DejaVu Sans, the widest
 * font that browsers take where there is no Helvetica; other characters are a whole em.
 */
const widths = new Map(
	Object.entries({
		275: "'",
		278: 'ijl',
		295: 'IJ',
		318: ' ,.',
		337: '/:;',
		352: 'f',
		361: '-',
		390: '()[]',
		392: 't',
		401: '!',
		411: 'r',
		460: '"',
		500: '*_',
		518: '“”',
		521: 's',
		525: 'z',
		531: '?',
		550: 'c',
		557: 'L',
		575: 'F',
		579: 'k',
		592: 'vxy',
		603: 'P',
		611: 'TY',
		612: 'o',
		613: 'a',
		615: 'e',
		632: 'E',
		634: 'hnu',
		635: 'Sbdgpq',
		636: '0123456789',
		656: 'K',
		684: 'AV',
		685: 'XZ',
		686: 'B',
		695: 'R',
		698: 'C',
		732: 'U',
		748: 'N',
		752: 'H',
		770: 'D',
		775: 'G',
		780: '&',
		787: 'OQ',
		818: 'w',
		838: '#+<=>',
		863: 'M',
		950: '%',
		974: 'm',
		989: 'W',
		1000: '@…',
	}).flatMap(([width, letters]) =>
		Array.from(letters, (letter) => [letter, Number(width)] as const),
	),
);
const widest = 1000;
const fontSize = 14;
const height = 30;
/** The button of an inject or a debug node sticks out so far, with its border. */
const button = 30;
/** Between two nodes side by side. */
const wireRoom = 20;
/** Below a node, where it shows what it does. */
const statusHeight = 20;
/** How wide what a node shows below it may get, e.g. "14 held 18:33→18:38", and the dot before it. */
const statusWidths = new Map([
	['ingram-order-search', 160],
	['ingram-order-watch', 160],
	['http request', 110],
	['delay', 60],
]);

const withoutInput = ['inject', 'catch', 'status', 'comment', 'http in'];

/** How wide the editor draws a node, or a little wider, as the fonts of the machine are. */
export function widthOf(node: FlowNode): number {
	const { type } = node;
	const label = Array.from(labelOf(node)).reduce(
		(sum, letter) => sum + (widths.get(letter) ?? widest),
		0,
	);
	const room = 50 + (withoutInput.includes(type) ? 0 : 7);
	return Math.max(100, 20 * Math.ceil(((label * fontSize) / 1000 + room) / 20));
}

/** An inject node has a sign behind its name where it runs by itself. */
function labelOf({ name, repeat, crontab, once }: FlowNode): string {
	const isRepeated = Boolean(repeat) || Boolean(crontab);
	return `${String(name)}${isRepeated ? ' ↻' : once === true ? ' ¹' : ''}`;
}

/** Of a node of a tab, with its button and with room for its status. */
export function boxOf(node: FlowNode): Box {
	const [x, y] = [Number(node['x']), Number(node['y'])];
	const left = x - widthOf(node) / 2;
	const right = x + widthOf(node) / 2;
	const status = statusWidths.get(node.type);
	return {
		left: left - (node.type === 'inject' ? button : 0),
		top: y - height / 2,
		right: Math.max(right + (node.type === 'debug' ? button : 0), left + (status ?? 0)),
		bottom: y + height / 2 + (status === undefined ? 0 : statusHeight),
	};
}

/** Whether two boxes overlap, or leave no room between them for a wire. */
export function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right + wireRoom &&
		other.left < one.right + wireRoom &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}
