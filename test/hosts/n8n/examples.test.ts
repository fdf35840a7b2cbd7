import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeProperties } from 'n8n-workflow';
import { IngramOrderSearch } from '../../../nodes/IngramOrderSearch/IngramOrderSearch.node.ts';
import { IngramOrderTrigger } from '../../../nodes/IngramOrderTrigger/IngramOrderTrigger.node.ts';
import { credentialFor, execute } from './support/n8n.ts';
import { closeSimulators, simulate } from './support/simulators.ts';

const folder = join(__dirname, '../../../examples/n8n');
const files = readdirSync(folder);
const dayMs = 86_400_000;
const ourNodes = [new IngramOrderSearch(), new IngramOrderTrigger()].map(
	({ description }) => description,
);
const triggerType = 'n8n-nodes-ingram-micro.ingramOrderTrigger';

/** How much room a node takes on the canvas, with its name and subtitle below it, in pixels. */
const nodeSize = { width: 96, height: 150 };

interface Example {
	nodes: INode[];
	connections: Record<string, Record<string, { node: string }[][]>>;
}

function read(file: string): Example {
	return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Example;
}

/** The parameters of one of our nodes, which may also serve as a tool; undefined for all others. */
function propertiesOf({ type }: INode): INodeProperties[] | undefined {
	const name = /^n8n-nodes-ingram-micro\.(\w+?)(Tool)?$/.exec(type)?.[1];
	return ourNodes.find((ours) => ours.name === name)?.properties;
}

function isOurs(node: INode): boolean {
	return propertiesOf(node) !== undefined;
}

/** The names that collections of the panel know; of a parameter that is none, nothing. */
function namesIn(properties: readonly INodeProperties[], parameter: string): string[] {
	return properties
		.filter(({ name, type }) => name === parameter && type === 'collection')
		.flatMap(({ options }) => options as INodeProperties[])
		.map(({ name }) => name);
}

afterEach(closeSimulators);

test('there is an example for each of the twelve uses', () => {
	expect(files).toHaveLength(12);
});

test('the daily digest tells of an old order that is on hold now', async () => {
	const orders = [1, 29, 31, 364].map((days) => orderOnHold(`20-${days}`, days));
	const [search] = read('6-daily-digest.json').nodes.filter(isOurs);
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
			const properties = propertiesOf(node) ?? [];
			for (const [name, value] of Object.entries(node.parameters)) {
				// These are n8n's own.
				if (/^(toolDescription|descriptionType|pollTimes)$/.test(name)) continue;
				expect(properties.map((property) => property.name)).toContain(name);
				const known = namesIn(properties, name);
				if (known.length === 0) continue;
				expect(known).toEqual(expect.arrayContaining(Object.keys(value as object)));
			}
		}
	});

	test('has nothing on the canvas that lies over something else', () => {
		const areas = nodes.map(areaOf);
		const overlapping = areas.flatMap((one, index) =>
			areas
				.slice(index + 1)
				.flatMap((other) => (overlap(one, other) ? [[one.name, other.name]] : [])),
		);
		expect(overlapping).toEqual([]);
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

describe('An example with the trigger', () => {
	const withTrigger = files.filter((file) =>
		read(file).nodes.some(({ type }) => type === triggerType),
	);

	test('is there for mail, spreadsheet, tickets, CRM and chat', () => {
		expect(withTrigger).toHaveLength(5);
	});

	test.each(withTrigger)('%s leaves alone where n8n keeps what the trigger knows', (file) => {
		expect(JSON.stringify(read(file))).not.toContain('StaticData');
	});

	test.each(withTrigger)('%s says how a step never runs twice', (file) => {
		const notes = read(file).nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect(JSON.stringify(notes)).toMatch(/Remove Duplicates.*\{\{ \$json\.eventId \}\}/);
	});
});

interface Area {
	name: string;
	left: number;
	top: number;
	width: number;
	height: number;
}

function areaOf({ name, type, position: [left, top], parameters }: INode): Area {
	const size = type.endsWith('.stickyNote') ? (parameters as unknown as typeof nodeSize) : nodeSize;
	return { name, left, top, width: size.width, height: size.height };
}

function overlap(one: Area, other: Area): boolean {
	return (
		one.left < other.left + other.width &&
		other.left < one.left + one.width &&
		one.top < other.top + other.height &&
		other.top < one.top + one.height
	);
}
