import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import {
	startNodeRed,
	type FlowNode,
	type NodeRed,
} from '../../../scripts/node-red/node-red-process.ts';
import { account, collectors, inject, place, search, tab } from './support/flow.ts';
import { forgetKept, kept } from './support/kept.ts';
import { until } from './support/until.ts';
import { watch } from './support/watch-flow.ts';

jest.setTimeout(60_000);

let simulator: Simulator;
let nodeRed: NodeRed;

beforeAll(async () => {
	simulator = await startSimulator({ rateLimit: { limit: 1000 } });
	nodeRed = await startNodeRed({ settings: { lang: 'de' } });
});

afterAll(async () => {
	await nodeRed.stop();
	await simulator.close();
});

/** What Catch nodes get of one node that is asked once, after its status says so. */
async function failureOf(node: FlowNode, status: string, accountChanges = {}) {
	await forgetKept(nodeRed);
	await nodeRed.deploy([
		...[tab, account(simulator.origin, accountChanges), ...collectors, inject('go', node.id), node],
		{ id: 'status', type: 'status', name: '', scope: [node.id], ...place, wires: [['results']] },
	]);
	await nodeRed.inject('go');
	const [message] = await kept(nodeRed, 'failures', 1);
	await until(async () =>
		(await kept(nodeRed, 'results', 1)).find(({ status: shown }) =>
			(shown as { text: string }).text.startsWith(status),
		),
	);
	return { text: message?.error?.message ?? '', ingram: message?.ingram };
}

const wrongSecret = { credentials: { clientId: 'demo-app', clientSecret: 'another-secret' } };

test.each([
	['search', search('search', {})],
	['watch', watch('watch', {})],
])('the %s says in German what failed, and keeps English for flows', async (_, node) => {
	const { text, ingram } = await failureOf(node, 'Zugang falsch', wrongSecret);
	expect(text).toMatch(/^Die App ID oder das Client Secret ist falsch\. Kopieren Sie beide/);
	expect(text).toContain('Ingram Micro sagt: "Client credentials are invalid"');
	expect(ingram).toMatchObject({
		failure: { code: 'AUTHENTICATION', message: expect.stringContaining('is wrong') as unknown },
	});
});

test('a wrong value is named by the label of its field, with what is accepted', async () => {
	const { text } = await failureOf(search('search', { holdReason: 'XX' }), 'falscher Wert');
	expect(text).toMatch(/^Ein Wert kann nicht verwendet werden\./);
	expect(text).toContain('Haltegrund: Hold Reason has no code "XX"; accepted are');
});
