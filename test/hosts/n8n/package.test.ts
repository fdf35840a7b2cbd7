import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = join(__dirname, '../../..');

/** By what n8n's list of nodes finds and files the node; without all of it n8n takes none. */
const searchCodex = {
	categories: ['Sales', 'Finance & Accounting'],
	alias: expect.arrayContaining([
		...['Ingram Micro', 'Xvantage', 'distributor', 'reseller', 'warehouse'],
		...['order', 'order status', 'purchase order', 'hold', 'credit hold'],
		...['shipment', 'tracking', 'invoice'],
	]) as string[],
	resources: {
		primaryDocumentation: [{ url: expect.stringMatching(/^https:/) as string }],
		credentialDocumentation: [{ url: expect.stringMatching(/^https:/) as string }],
	},
};

const triggerCodex = {
	...searchCodex,
	alias: expect.arrayContaining([
		...['Ingram Micro', 'Xvantage', 'distributor', 'reseller'],
		...['watch', 'alert', 'on hold', 'hold released', 'new order', 'status change'],
	]) as string[],
};

const webhookCodex = {
	...searchCodex,
	alias: expect.arrayContaining([
		...['Ingram Micro', 'Xvantage', 'distributor', 'reseller'],
		...['webhook', 'push', 'alert', 'on hold', 'shipped', 'invoiced'],
	]) as string[],
};

/** A folder of modules that has one of the repository's as `n8n-workflow`, as an n8n around the package. */
const modules = mkdtempSync(join(tmpdir(), 'n8n-modules-'));

afterEach(() => {
	rmSync(join(modules, 'n8n-workflow'));
});

afterAll(() => {
	rmSync(modules, { recursive: true });
});

test.each([
	['n8n-workflow', '2.41.0'],
	['n8n-workflow-oldest', '2.35.0'],
])('n8n loads the built package with %s, and its nodes share one gate', async (name, version) => {
	symlinkSync(
		realpathSync(join(root, 'node_modules', name)),
		join(modules, 'n8n-workflow'),
		'junction',
	);
	const { stdout } = await run(process.execPath, [join(__dirname, 'support/load-package.ts')], {
		env: { ...process.env, NODE_PATH: modules },
	});

	const icon = {
		light: 'icons/n8n-nodes-ingram-micro/dist/icons/parcel-search.svg',
		dark: 'icons/n8n-nodes-ingram-micro/dist/icons/parcel-search.dark.svg',
	};
	expect(JSON.parse(stdout)).toEqual({
		n8nWorkflow: version,
		notProvided: [],
		nodes: [
			{ name: 'ingramOrderSearch', iconUrl: icon, codex: searchCodex },
			{ name: 'ingramOrderTrigger', iconUrl: icon, codex: triggerCodex },
			{ name: 'ingramOrderWebhook', iconUrl: icon, codex: webhookCodex },
		],
		credentials: [{ name: 'ingramMicroOAuth2Api', iconUrl: icon }],
		files: [
			'dist/credentials/IngramMicroOAuth2Api.credentials.js',
			'dist/nodes/IngramOrderSearch/IngramOrderSearch.node.js',
			'dist/nodes/IngramOrderSearch/IngramOrderSearch.node.json',
			'dist/nodes/IngramOrderTrigger/IngramOrderTrigger.node.js',
			'dist/nodes/IngramOrderTrigger/IngramOrderTrigger.node.json',
			'dist/nodes/IngramOrderWebhook/IngramOrderWebhook.node.js',
			'dist/nodes/IngramOrderWebhook/IngramOrderWebhook.node.json',
			'dist/nodes/shared/shared.js',
		],
		gateClasses: 1,
	});
});
