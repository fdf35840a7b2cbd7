import type { INode, INodeProperties } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { IngramOrderTrigger } from '../../../nodes/IngramOrderTrigger/IngramOrderTrigger.node.ts';
import { eventNames } from '../../../nodes/shared/ingram.ts';
import { orderOf } from './support/orders.ts';
import { clearStage, stageWith } from './support/watching.ts';

afterEach(clearStage);

const { description } = new IngramOrderTrigger();

function property(name: string): INodeProperties {
	const found = description.properties.find((each) => each.name === name);
	if (!found) throw new Error(`The panel has no ${name}`);
	return found;
}

/** What can be added to a collection of the panel. */
function collection(name: string): INodeProperties[] {
	return (property(name).options ?? []) as INodeProperties[];
}

function valuesOf({ options }: INodeProperties): unknown[] {
	return (options ?? []).map((option) => 'value' in option && option.value);
}

test('it is a polling trigger without inputs, and no tool of an agent', () => {
	expect(description).toMatchObject({ group: ['trigger'], polling: true, inputs: [] });
	expect(description).not.toHaveProperty('usableAsTool');
});

test('the names and defaults that workflows depend on', () => {
	const defaults = (of: readonly INodeProperties[]) =>
		Object.fromEntries(of.map(({ name, default: value }) => [name, value]));
	const { notice: _notice, ...parameters } = defaults(description.properties);

	expect(parameters).toEqual({
		events: ['holdPlaced'],
		lookbackDays: 30,
		output: 'suborders',
		filters: {},
		options: {},
	});
	expect(defaults(collection('filters'))).toEqual({ holdReason: [], orderStatus: [] });
	expect(defaults(collection('options'))).toEqual({
		countryCode: { __rl: true, mode: 'list', value: '' },
		...{ customerNumber: '', firstPoll: 'baseline', fullScanEvery: 12 },
		...{ includeLinked: [], maxWait: 300, overdueHours: '24', timeout: 60 },
	});
	expect(valuesOf(property('events'))).toEqual([...eventNames].sort());
});

test('a notice says when it polls, and what a new name does', () => {
	const { displayName, type } = property('notice');
	expect(type).toBe('notice');
	expect(displayName).toMatch(
		/only while this workflow is active \(published\)\. Renaming this node/,
	);
});

test('what is added with its default is accepted, and so is every choice', async () => {
	const on = await stageWith([orderOf('20-A')]);
	const all = (name: string) =>
		collection('filters')
			.filter((each) => each.name === name)
			.flatMap(({ options = [] }) => options)
			.filter((option) => 'value' in option && !option.name.endsWith('(Version 6 Only)'))
			.map((option) => 'value' in option && option.value);
	const defaults = collection('options').map(({ name, default: value }) => [name, value] as const);
	for (const output of valuesOf(property('output'))) {
		on.n8n.triggers = [
			{
				parameters: {
					events: valuesOf(property('events')),
					output,
					filters: { holdReason: all('holdReason'), orderStatus: all('orderStatus') },
					options: Object.fromEntries(defaults),
				} as never,
			},
		];
		await on.n8n.publish();
	}
	expect(on.n8n.failures).toEqual([]);
	expect(all('holdReason').length).toBeGreaterThan(10);
});

test.each([
	[{ events: ['x'] }, 'Events'],
	[{ lookbackDays: 366 }, 'Lookback'],
	[{ output: 'raw' }, 'Output'],
	[{ filters: { holdReason: 'x' } }, 'Hold Reason'],
	[{ filters: { orderStatus: 'x' } }, 'Order Status'],
	[{ options: { countryCode: 'x' } }, 'Country Code'],
	[{ options: { customerNumber: 'a\u0000b' } }, 'Customer Number'],
	[{ options: { firstPoll: 'x' } }, 'First Poll'],
	[{ options: { fullScanEvery: -1 } }, 'Full Scan Every'],
	[{ options: { includeLinked: ['x'] } }, 'Include Linked Documents'],
	[{ options: { maxWait: -1 } }, 'Max Wait'],
	[{ options: { overdueHours: '24, x' } }, 'Overdue Hours'],
	[{ options: { timeout: 0 } }, 'Timeout'],
] as const)('a wrong value is named: %j', async (parameters, name) => {
	const on = await stageWith([], { parameters: structuredClone(parameters) });

	await expect(on.n8n.publish()).rejects.toThrow(new RegExp(`^${name} `));
	await expect(on.n8n.test()).rejects.toThrow(new RegExp(`^${name} `));
	expect(on.simulator.requests).toEqual([]);
});

test.each([
	[{ events: ['holdPlaced', 'holdReleased'] }, 'hold placed, hold released'],
	[{ events: 'holdOverdue' }, 'hold overdue'],
	[{}, 'hold placed'],
])('the canvas says what starts the workflow: %j', async (parameters, words) => {
	const node: INode = {
		...{ id: '1', name: 'Watch', type: 'ingramOrderTrigger', typeVersion: 1, position: [0, 0] },
		parameters: parameters,
	};
	const find = () => ({ description });
	const nodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	try {
		const { subtitle } = description;
		expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(words);
	} finally {
		await workflow.expression.releaseIsolate();
	}
});
