import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveOutputSchemaPath, type OutputSchemaRef } from 'n8n-core';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { IngramOrderSearch } from '../../../nodes/IngramOrderSearch/IngramOrderSearch.node.ts';
import { fieldsOf, fieldsOfSchema, type Schema } from './support/item-fields.ts';
import { credentialFor, execute } from './support/n8n.ts';
import { creditHold, orderOf } from './support/orders.ts';
import { simulate } from './support/simulators.ts';
import { closeWebhookN8n, WebhookN8n } from './support/webhook-n8n.ts';
import { clearStage, stageWith, stopTheClock, tick } from './support/watching.ts';

afterEach(clearStage);
afterEach(closeWebhookN8n);

const nodes = join(__dirname, '../../../nodes');

/**
 * What n8n's server answers to the editor's question for an operation of the search node. That
 * question has one part between version and ".json", which the server takes for a resource.
 */
function previewOf(operation: string): Schema {
	return readPreview({
		nodeDir: join(nodes, 'IngramOrderSearch'),
		version: '1.0.0',
		resource: operation,
	});
}

function readPreview(asked: OutputSchemaRef): Schema {
	return JSON.parse(readFileSync(resolveOutputSchemaPath(asked) ?? '', 'utf8')) as Schema;
}

function expectToDescribe(schema: Schema, items: readonly IDataObject[]): void {
	expect(fieldsOfSchema(schema)).toEqual(fieldsOf(items));
}

/** The order of our own fields, which is that of the columns of a table. */
function expectSameOrder({ properties = {} }: Schema, items: readonly IDataObject[]): void {
	for (const item of items) {
		expect(Object.keys(item)).toEqual(Object.keys(properties).filter((name) => name in item));
	}
}

test('the search node has a preview for each operation', () => {
	const operation = new IngramOrderSearch().description.properties.find(
		({ name }) => name === 'operation',
	);
	const names = (operation?.options as INodePropertyOptions[]).map(({ value }) => String(value));

	expect(names.length).toBeGreaterThan(2);
	expect(names.filter((name) => previewOf(name).type !== 'object')).toEqual([]);
});

test('Get Many gives what its preview shows', async () => {
	const { items } = await execute({ credential: credentialFor(await simulate({ orders: 50 })) });
	expectToDescribe(previewOf('search'), items);
	expectSameOrder(previewOf('search'), items);
});

test('Get Codes gives what its preview shows, with all tables together', async () => {
	const tables = ['orderStatus', 'holdReason', 'warehouse', 'availability'];
	const runs = await Promise.all(
		tables.map((table) => execute({ parameters: { operation: 'getCodes', table } })),
	);
	expectToDescribe(
		previewOf('getCodes'),
		runs.flatMap(({ items }) => items),
	);
});

test.each([
	['getOrder', {}],
	['getInvoice', { filters: { orderStatus: ['F', 'I'] } }],
])('%s gives what its preview shows', async (operation, found) => {
	const credential = credentialFor(await simulate({ orders: 100 }));
	const search = { returnAll: true, output: 'orders', ...found };
	const { items: orders } = await execute({ credential, parameters: search });
	const { items } = await execute({
		credential,
		parameters: { operation, orderNumber: '={{ $json.orderNumber }}' },
		items: orders.slice(0, 40),
		onError: 'continueRegularOutput',
	});
	const documents = items.filter((item) => !('error' in item));
	expect(documents.length).toBeGreaterThan(20);
	expectToDescribe(previewOf(operation), documents);
});

test('Get Linked Document gives what its preview shows, with both documents together', async () => {
	const credential = credentialFor(await simulate({ orders: 100 }));
	const { items: rows } = await execute({ credential, parameters: { returnAll: true } });
	const links = rows.flatMap(({ orderLink, invoiceLink }) => [orderLink, invoiceLink]);
	const { items } = await execute({
		credential,
		parameters: { operation: 'getLinked', link: '={{ $json.link }}' },
		items: links.flatMap((link) => (link === '' ? [] : [{ link }])).slice(0, 50),
	});
	expectToDescribe(previewOf('getLinked'), items);
});

test('the webhook gives what its preview shows', async () => {
	const simulator = await simulate({ orders: [orderOf('20-A', creditHold)] });
	const secretKey = 'key';
	const credential = credentialFor(simulator, { webhookSecretKey: secretKey });
	const n8n = await new WebhookN8n({ credential }).listen();
	const events = [{ eventType: 'hold', orderNumber: '20-A' }] as const;
	await simulator.sendWebhook({ url: n8n.url, secretKey, events });
	await n8n.settled();

	const nodeDir = join(nodes, 'IngramOrderWebhook');
	const preview = readPreview({ nodeDir, version: 1, versionFallback: true });
	const [{ items } = { items: [] }] = n8n.executions;
	expect(items).toHaveLength(1);
	expectToDescribe(preview, items);
	expectSameOrder(preview, items);
});

test('the trigger gives what its preview shows', async () => {
	stopTheClock();
	const on = await stageWith([orderOf('20-A'), orderOf('20-B'), orderOf('20-C')], {
		parameters: { events: ['holdPlaced', 'holdReleased', 'orderCreated'] },
	});
	const { control } = on.simulator;
	await on.n8n.publish();
	control.changeOrder({ orderNumber: '20-A', ...creditHold });
	await tick(on);
	control.deleteOrder({ orderNumber: '20-A' });
	for (let polls = 0; polls < 3; polls++) await tick(on);
	control.fault({ kind: 'status', status: 503, every: 1, endpoint: 'search' });
	for (let polls = 0; polls < 4; polls++) await tick(on);
	control.clearFaults();
	control.changeOrder({ orderNumber: '20-B', ...creditHold });
	control.enterOrder({ orderNumber: '20-D' });
	await tick(on, 60);

	// As n8n's assistant asks; the editor shows no previews of triggers.
	const nodeDir = join(nodes, 'IngramOrderTrigger');
	const preview = readPreview({ nodeDir, version: 1, versionFallback: true });
	expect(on.n8n.told.some((item) => 'gone' in item)).toBe(true);
	expect(on.n8n.told.some((item) => 'missedSince' in item)).toBe(true);
	expectToDescribe(preview, on.n8n.told);
	expectSameOrder(preview, on.n8n.told);
});
