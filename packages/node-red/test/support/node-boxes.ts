import type { FlowNode } from '../../../../scripts/node-red/node-red-process.ts';

/** What a node takes up on the canvas of the editor, in pixels. */
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Widths of the editor's font in thousandths of its size; those of other characters are 600. */
const widths = new Map(
	Object.entries({
		222: 'ijl',
		278: ' !,./:;[]ftI',
		333: '()-r“”',
		389: '*',
		500: 'Jcksvxyz',
		556: '#0123456789?L_abdeghnopqu',
		611: 'FTZ',
		667: '&ABEKPSVXY',
		722: 'CDHNRUw',
		778: 'GOQ',
		833: 'Mm',
		944: 'W',
	}).flatMap(([width, letters]) =>
		Array.from(letters, (letter) => [letter, Number(width)] as const),
	),
);
const fontSize = 14;
const height = 30;
/** The button of an inject or a debug node sticks out so far, with its border. */
const button = 30;
/** Below a node, where it shows what it does. */
const statusHeight = 20;
/** "polls again 14:05:59", and the dot before it. */
const statusWidth = 160;

const withoutInput = ['inject', 'catch', 'status', 'comment', 'http in'];
const withStatus = ['ingram-order-search', 'ingram-order-watch', 'http request', 'delay', 'file'];

/** How wide the editor draws a node. */
export function widthOf({ type, name }: FlowNode): number {
	const label = Array.from(String(name)).reduce(
		(sum, letter) => sum + (widths.get(letter) ?? 600),
		0,
	);
	const room = 50 + (withoutInput.includes(type) ? 0 : 7);
	return Math.max(100, 20 * Math.ceil(((label * fontSize) / 1000 + room) / 20));
}

/** Of a node of a tab, with its button and with room for its status. */
export function boxOf(node: FlowNode): Box {
	const [x, y] = [Number(node['x']), Number(node['y'])];
	const left = x - widthOf(node) / 2;
	const right = x + widthOf(node) / 2;
	const hasStatus = withStatus.includes(node.type);
	return {
		left: left - (node.type === 'inject' ? button : 0),
		top: y - height / 2,
		right: Math.max(
			right + (node.type === 'debug' ? button : 0),
			hasStatus ? left + statusWidth : right,
		),
		bottom: y + height / 2 + (hasStatus ? statusHeight : 0),
	};
}

export function overlap(one: Box, other: Box): boolean {
	return (
		one.left < other.right &&
		other.left < one.right &&
		one.top < other.bottom &&
		other.top < one.bottom
	);
}
