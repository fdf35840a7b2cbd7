import { createRequire, registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as N8nCore from 'n8n-core';
import type * as N8nWorkflow from 'n8n-workflow';

// A program of its own: loads the package that npm has installed in a folder, as n8n does, runs one
// search in the engine that is installed there too, and prints what came of it:
//
//   node search-in-n8n.ts <folder> <origin of the API>

const [folder = '', origin = ''] = process.argv.slice(2);
const credentialType = 'ingramMicroOAuth2Api';

// n8n's own packages are those of the folder, whoever asks for them.
const { resolve } = createRequire(path.join(folder, 'package.json'));
const installed = new Map(
	['n8n-core', 'n8n-workflow'].map((name) => [name, pathToFileURL(resolve(name)).href]),
);
registerHooks({
	resolve: (specifier, context, next) => {
		const url = installed.get(specifier);
		return url === undefined ? next(specifier, context) : { url, shortCircuit: true };
	},
});
await import('../../../hosts/n8n/support/user-folder.ts');
const { PackageDirectoryLoader, WorkflowExecute, ExecutionLifecycleHooks } =
	(await import('n8n-core')) as typeof N8nCore;
const { Workflow } = (await import('n8n-workflow')) as typeof N8nWorkflow;
const { StoredCredential } = await import('../../../hosts/n8n/support/credentials.ts');

const loader = new PackageDirectoryLoader(path.join(folder, 'node_modules/n8n-nodes-ingram-micro'));
await loader.loadAll();

const started = { displayName: 'Start', name: 'start', group: ['trigger'], version: 1 };
const start = {
	description: { ...started, inputs: [], outputs: ['main'], properties: [] },
	execute: () => Promise.resolve([[{ json: {} }]]),
} as unknown as N8nWorkflow.INodeType;

function typeNamed(name: string): N8nWorkflow.INodeType {
	const type = name === 'start' ? start : loader.nodeTypes[name]?.type;
	if (!type || 'nodeVersions' in type) throw new Error(`There is no node type ${name}.`);
	return type;
}

const at = { typeVersion: 1, position: [0, 0] as [number, number], parameters: {} };
const workflow = new Workflow({
	nodes: [
		{ ...at, id: 'start', name: 'Start', type: 'start' },
		{
			...at,
			...{ id: 'search', name: 'Search', type: 'ingramOrderSearch' },
			parameters: { filters: { orderNumber: '20-RD12H' } },
			credentials: { [credentialType]: { id: 'credential', name: 'Ingram' } },
		},
	],
	connections: { Start: { main: [[{ node: 'Search', type: 'main', index: 0 }]] } },
	active: false,
	nodeTypes: { getByName: typeNamed, getByNameAndVersion: typeNamed, getKnownTypes: () => ({}) },
	settings: { executionOrder: 'v1' },
});

const credential = loader.credentialTypes[credentialType]?.type;
if (!credential) throw new Error('The package has no credential.');
const additionalData = {
	credentialsHelper: new StoredCredential(credential, {
		...{ environment: 'custom', baseUrl: origin, customerNumber: '20-123456', countryCode: 'UK' },
		...{ clientId: 'demo-app', clientSecret: 'demo-secret' },
	}),
	executionId: 'clean',
	currentNodeExecutionIndex: 0,
	restApiUrl: '',
	webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
	formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
	variables: {},
	hooks: new ExecutionLifecycleHooks('manual', 'clean', {} as N8nWorkflow.IWorkflowBase),
} as unknown as N8nWorkflow.IWorkflowExecuteAdditionalData;

await workflow.expression.acquireIsolate();
const { data } = await new WorkflowExecute(additionalData, 'manual').run({
	workflow,
	...(workflow.nodes['Start'] && { startNode: workflow.nodes['Start'] }),
});
const [searched] = data.resultData.runData['Search'] ?? [];
process.stdout.write(
	JSON.stringify({
		nodes: Object.keys(loader.nodeTypes),
		error: searched?.error?.message,
		items: searched?.data?.['main']?.[0]?.map(({ json }) => json),
	}),
	() => process.exit(),
);
