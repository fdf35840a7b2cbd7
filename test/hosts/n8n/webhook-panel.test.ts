import { Workflow, type INode, type INodeProperties } from 'n8n-workflow';
import { IngramOrderWebhook } from '../../../nodes/IngramOrderWebhook/IngramOrderWebhook.node.ts';
import { webhookEventNames } from '../../../nodes/shared/ingram.ts';

const { description } = new IngramOrderWebhook();

function property(name: string): INodeProperties {
	const found = description.properties.find((each) => each.name === name);
	if (!found) throw new Error(`The panel has no ${name}`);
	return found;
}

test('it is a trigger with one webhook that is answered when it has come', () => {
	expect(description).toMatchObject({
		...{ group: ['trigger'], inputs: [] },
		webhooks: [{ httpMethod: 'POST', responseMode: 'onReceived' }],
	});
	expect(description).not.toHaveProperty('usableAsTool');
});

test('the names and defaults that workflows depend on', () => {
	const defaults = (of: readonly INodeProperties[]) =>
		Object.fromEntries(of.map(({ name, default: value }) => [name, value]));

	expect(defaults(description.properties.filter(({ type }) => type !== 'notice'))).toEqual({
		events: ['holdPlaced'],
		options: {},
	});
	expect(defaults(property('options').options as INodeProperties[])).toEqual({
		countryCode: { __rl: true, mode: 'list', value: '' },
		...{ customerNumber: '', includeLinked: [], maxWait: 300, timeout: 60 },
	});
	expect(property('events').options?.map((option) => 'value' in option && option.value)).toEqual(
		[...webhookEventNames].sort(),
	);
});

test('the notices say where to enter what, and why the order is looked up again', () => {
	const notices = description.properties.filter(({ type }) => type === 'notice');
	const text = notices.map(({ displayName }) => displayName).join(' ');

	expect(text).toMatch(/My Apps, your application, Webhooks, Add Webhook/);
	expect(text).toMatch(/public HTTPS addresses only/);
	expect(text).toMatch(/name each kind of event in one webhook only/);
	expect(text).toMatch(/as Webhook Secret Key in the credential/);
	expect(text).toMatch(/signature covers only the ID of the event/);
});

test('the canvas says what starts the workflow', async () => {
	const node: INode = {
		...{ id: '1', name: 'Webhook', type: 'ingramOrderWebhook', typeVersion: 1, position: [0, 0] },
		parameters: { events: ['holdPlaced', 'shipped'] },
	};
	const find = () => ({ description });
	const nodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await workflow.expression.acquireIsolate();
	try {
		expect(
			workflow.expression.getSimpleParameterValue(node, description.subtitle, 'internal', {}),
		).toBe('hold placed, shipped');
	} finally {
		await workflow.expression.releaseIsolate();
	}
});
