import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exampleNames } from '../../../scripts/node-red/example-flows.ts';
import type { FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { boxOf, overlap } from './support/node-boxes.ts';

/** What the editor shows of a tab at 1440 by 900, beside the palette and the sidebar. */
const canvas = { width: 910, height: 760 };

describe.each(exampleNames)('%s', (name) => {
	const file = path.resolve(import.meta.dirname, `../examples/${name}.json`);
	const nodes = JSON.parse(readFileSync(file, 'utf8')) as FlowNode[];
	const drawn = nodes.filter(({ x }) => x !== undefined);

	test('no node, note or status lies on another one', () => {
		const touching = drawn.flatMap((node, index) =>
			drawn
				.slice(index + 1)
				.filter((other) => overlap(boxOf(node), boxOf(other)))
				.map((other) => `${String(node['name'])} / ${String(other['name'])}`),
		);
		expect(touching).toEqual([]);
	});

	test('all of it is seen without scrolling', () => {
		for (const node of drawn) {
			const { left, right, top, bottom } = boxOf(node);
			const isInside = left >= 0 && top >= 0 && right <= canvas.width && bottom <= canvas.height;
			expect([node['name'], isInside]).toEqual([node['name'], true]);
		}
	});

	test('every node has a short name of its own words', () => {
		for (const node of drawn) {
			const { length } = String(node['name']);
			expect([node['name'], length > 0 && length <= (node.type === 'comment' ? 60 : 24)]).toEqual([
				node['name'],
				true,
			]);
		}
	});

	test('failures are shown as the whole sentence', () => {
		const shown = drawn.filter(
			({ type, id }) =>
				type === 'debug' &&
				drawn.some((node) => node.type === 'catch' && JSON.stringify(node['wires']).includes(id)),
		);
		expect(shown.map(({ complete }) => complete)).toEqual(shown.map(() => 'error.message'));
	});

	test('a shipment is explained where it is first mentioned', () => {
		const texts = nodes.flatMap(({ type, info }) =>
			type === 'tab' || type === 'comment' ? [String(info)] : [],
		);
		const first = /shipments?\b( \(suborders?\))?/.exec(texts.join('\n'));
		expect(first?.[0] ?? 'shipment (suborder)').toMatch(/\(suborders?\)$/);
	});
});
