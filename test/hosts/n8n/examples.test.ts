import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeProperties } from 'n8n-workflow';
import { IngramOrderSearch } from '../../../nodes/IngramOrderSearch/IngramOrderSearch.node.ts';
import { credentialFor, execute } from './support/n8n.ts';
import { closeSimulators, simulate } from './support/simulators.ts';

const folder = join(__dirname, '../../../examples/n8n');
const files = readdirSync(folder);
const dayMs = 86_400_000;
const { properties } = new IngramOrderSearch().description;

interface Example {
	nodes: INode[];
	connections: Record<string, Record<string, { node: string }[][]>>;
}

function read(file: string): Example {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
}

function isOurs({ type }: INode): boolean {
	return type.startsWith('n8n-nodes-ingram-micro.ingramOrderSearch');
}

/** The names that collections of the panel know; of a parameter that is none, nothing. */
function namesIn(parameter: string): string[] {
	return properties
		.filter(({ name, type }) => name === parameter && type === 'collection')
		.flatMap(({ options }) => options as INodeProperties[])
		.map(({ name }) => name);
}

afterEach(closeSimulators);

test('there is an example for each of the five uses', () => {
	expect(files).toHaveLength(5);
});

test('the mail on hold tells of an old order that is on hold now', async () => {
	const orders = [1, 29, 31, 364].map((days) => orderOnHold(`20-${days}`, days));
	const [search] = read('1-mail-on-hold.json').nodes.filter(isOurs);
	const { items, error } = await execute({
		credential: credentialFor(await simulate({ orders, documentedOrders: false })),
		parameters: search?.parameters ?? {},
	});

	expect(error).toBeUndefined();
	expect(items.map(({ orderNumber }) => orderNumber)).toEqual(
		orders.map(({ orderNumber }) => orderNumber),
	);
});

function orderOnHold(orderNumber: string, daysAgo: number) {
	const entered = new Date(Date.now() - daysAgo * dayMs).toISOString();
	const hold = { statusCode: 'C', status: 'CREDIT HOLD', holdReasonCode: 'CH', holdReason: '' };
	return {
		orderNumber,
		customerOrderNumber: 'PO-1',
		entryTimestamp: `${entered.slice(0, 19)}Z`,
		subOrders: [{ subOrderNumber: `${orderNumber}-11`, ...hold }],
	};
}

describe.each(files)('%s', (file) => {
	const { nodes, connections } = read(file);

	test('needs no other package than n8n itself and this one', () => {
		const types = nodes.filter((node) => !isOurs(node)).map(({ type }) => type);
		expect(nodes.some(isOurs)).toBe(true);
		expect(
			types.filter((type) => !/^(@n8n\/n8n-nodes-langchain|n8n-nodes-base)\./.test(type)),
		).toEqual([]);
	});

	test('is explained on the canvas', () => {
		const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect(JSON.stringify(notes)).toContain('**Before you start:**');
	});

	test('names credentials of nobody', () => {
		const credentials = nodes.flatMap((node) => Object.values(node.credentials ?? {}));
		expect(credentials.every((credential) => Object.keys(credential).join() === 'name')).toBe(true);
	});

	test('uses parameters that the node has', () => {
		for (const node of nodes.filter(isOurs)) {
			for (const [name, value] of Object.entries(node.parameters)) {
				if (/^(toolDescription|descriptionType)$/.test(name)) continue;
				expect(properties.map((property) => property.name)).toContain(name);
				const known = namesIn(name);
				if (known.length === 0) continue;
				expect(known).toEqual(expect.arrayContaining(Object.keys(value as object)));
			}
		}
	});

	test('connects nodes that exist', () => {
		const names = nodes.map(({ name }) => name);
		const linked = Object.values(connections).flatMap((outputs) =>
			Object.values(outputs).flatMap((lists) => lists.flat().map(({ node }) => node)),
		);
		expect(names).toEqual(expect.arrayContaining([...Object.keys(connections), ...linked]));
		expect(new Set(names).size).toBe(names.length);
	});
});
