import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startSimulator, type Simulator } from '@ingram-orders/simulator';
import { kept } from '../../../packages/node-red/test/support/kept.ts';
import {
	account,
	collectors,
	inject,
	search,
	tab,
} from '../../../packages/node-red/test/support/flow.ts';
import { startNodeRed } from '../../../scripts/node-red/node-red-process.ts';
import { pack } from '../support/packed.ts';
import { npmInstall } from './support/npm.ts';

// The packages as somebody gets them who installs them with npm beside a release that npm installs too:
// nothing of this repository is within reach. The newest n8n has end-to-end tests of its own, which
// install the packed package as n8n does.

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../../..');
const found = { orderNumber: '20-RD12H', onHold: true, holdReasonCode: 'CH' };

/** Node.js would say that the package.json of the repository does not call its modules modules. */
const quietly = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];

let folder: string;
let simulator: Simulator;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'clean-hosts-'));
	simulator = await startSimulator({ orders: 0 });
});

afterAll(async () => {
	await simulator.close();
	rmSync(folder, { recursive: true });
});

function emptyFolder(name: string): string {
	const created = path.join(folder, name);
	mkdirSync(created);
	return created;
}

/** The version of a package that npm has installed into a folder. */
function installedVersion(host: string, name: string): string {
	const file = path.join(host, 'node_modules', name, 'package.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The releases that the repository's other tests run on, by the names they have in a package.json. */
function releasesOf(manifest: string, ...names: readonly string[]): string[] {
	const { devDependencies } = JSON.parse(readFileSync(path.join(root, manifest), 'utf8')) as {
		devDependencies: Record<string, string>;
	};
	return names.map((name) => (devDependencies[name] ?? '').replace(/^npm:.+@/, ''));
}

describe('Node-RED', () => {
	let tarball: string;

	beforeAll(() => {
		tarball = pack('node-red-package', folder);
	});

	test.each(releasesOf('packages/node-red/package.json', 'node-red-4', 'node-red'))(
		'%s registers the nodes and runs a search',
		async (version) => {
			const host = emptyFolder(`node-red-${version}`);
			npmInstall(host, `node-red@${version}`);
			expect(installedVersion(host, 'node-red')).toBe(version);
			const utilLog = path.join(root, 'packages/node-red/test/support/util-log.cjs');
			const nodeRed = await startNodeRed({
				hostFolder: path.join(host, 'node_modules/node-red'),
				installPackage: (userFolder) => npmInstall(userFolder, tarball),
				nodeArguments: ['--require', utilLog],
				flows: [
					...[tab, account(simulator.origin), ...collectors],
					...[inject('go', 'search'), search('search', { orderNumber: '20-RD12H' })],
				],
			});
			try {
				const answer = await fetch(`${nodeRed.origin}/nodes`, {
					headers: { accept: 'application/json' },
				});
				const sets = (await answer.json()) as { module: string; types: string[]; err?: string }[];
				const ours = sets.filter(({ module }) => module === '@ingram-orders/node-red-ingram-micro');
				expect(ours.flatMap(({ types }) => types).sort()).toEqual([
					...['ingram-micro-account', 'ingram-order-search'],
					...['ingram-order-watch', 'ingram-webhook-check'],
				]);
				expect(ours.filter(({ err }) => err !== undefined)).toEqual([]);

				await nodeRed.inject('go');
				const [message] = await kept(nodeRed, 'results', 1);
				expect(message?.payload).toEqual([expect.objectContaining(found)]);
			} finally {
				await nodeRed.stop();
			}
		},
	);
});

describe('n8n', () => {
	test.each(releasesOf('package.json', 'n8n-workflow-oldest'))(
		'%s loads the nodes and runs a search',
		async (version) => {
			const host = emptyFolder('n8n');
			const tarball = pack('n8n-package', folder);
			npmInstall(host, `n8n-core@${version}`, `n8n-workflow@${version}`, tarball);
			expect(installedVersion(host, 'n8n-core')).toBe(version);

			const program = path.join(import.meta.dirname, 'support/search-in-n8n.ts');
			const { stdout } = await run(process.execPath, [...quietly, program, host, simulator.origin]);
			expect(JSON.parse(stdout)).toEqual({
				nodes: ['ingramOrderSearch', 'ingramOrderTrigger', 'ingramOrderWebhook'],
				items: [expect.objectContaining(found)],
			});
		},
	);
});
