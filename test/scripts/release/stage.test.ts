import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { linksOf } from '../../docs/support/markdown.ts';
import { filledIn, notFilledIn, root, stage } from './support/scripts.ts';

jest.setTimeout(60_000);

const repository = filledIn.repository.url;
const temporary = mkdtempSync(path.join(tmpdir(), 'staged-'));
const n8n = path.join(temporary, 'n8n');
const nodeRed = path.join(temporary, 'node-red');
const nodeRedSource = path.join(root, 'packages/node-red');

beforeAll(() => {
	for (const [script, folder] of [
		['n8n-package', n8n],
		['node-red-package', nodeRed],
	] as const) {
		execFileSync(process.execPath, [path.join(root, `scripts/${script}.cjs`), folder]);
	}
});

afterAll(() => {
	rmSync(temporary, { recursive: true });
});

function read(folder: string, file: string): string {
	return readFileSync(path.join(folder, file), 'utf8');
}

function manifestOf(folder: string): Record<string, unknown> {
	return JSON.parse(read(folder, 'package.json')) as Record<string, unknown>;
}

/** What n8n's lint says of a staged package, warnings included. */
function lint(folder: string) {
	const script = path.join(root, 'scripts/release/lint.mjs');
	// Jest's NODE_ENV makes n8n's lint rules take the code for test fixtures.
	const env = { ...process.env, NODE_ENV: undefined };
	const { status, stderr } = spawnSync(process.execPath, [script, folder], {
		env,
		encoding: 'utf8',
	});
	return { status, stderr };
}

/** The paths that npm would put into the tarball. */
function packed(folder: string): string[] {
	const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
		cwd: folder,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [tarball] = JSON.parse(output) as [{ files: { path: string }[] }];
	return tarball.files.map((file) => file.path);
}

describe('with a repository', () => {
	beforeAll(async () => {
		await stage(root, n8n, filledIn);
		await stage(nodeRedSource, nodeRed, filledIn);
	});

	test('each package.json names the author, the repository, its page and where to report bugs', () => {
		const everywhere = { author: filledIn.author, bugs: { url: `${repository}/issues` } };
		const git = { type: 'git', url: `git+${repository}.git` };
		expect(manifestOf(n8n)).toMatchObject({ ...everywhere, homepage: `${repository}#readme` });
		expect(manifestOf(n8n)['repository']).toEqual(git);
		expect(manifestOf(nodeRed)).toMatchObject({
			...everywhere,
			repository: { ...git, directory: 'packages/node-red' },
			homepage: `${repository}/tree/HEAD/packages/node-red#readme`,
		});
	});

	test.each([
		['n8n', n8n],
		['Node-RED', nodeRed],
	])('%s: no link of its pages depends on where they are shown', (_, folder) => {
		for (const page of ['README.md', 'CHANGELOG.md']) {
			const relative = linksOf(read(folder, page)).filter((link) => !link.startsWith('#'));
			expect(relative).toEqual([]);
		}
	});

	test('links and pictures lead to files that the repository has', () => {
		const pages = [read(n8n, 'README.md'), read(nodeRed, 'README.md')].join('\n');
		const address = /some-owner\/some-name\/(blob|raw)\/HEAD\/([^)"#\s]+)/g;
		const targets = [...pages.matchAll(address)].map(([, kind, file = '']) => ({ kind, file }));

		expect(targets).toContainEqual({ kind: 'blob', file: 'docs/node-red.md' });
		expect(targets).toContainEqual({ kind: 'raw', file: 'docs/screenshots/ten-seconds.gif' });
		expect(targets).toContainEqual({
			kind: 'raw',
			file: 'docs/screenshots/node-red-watch-event.png',
		});
		expect(targets.filter(({ file }) => !existsSync(path.join(root, file)))).toEqual([]);
	});

	test('"Docs" in n8n leads to the documentation in the repository', () => {
		const { resources } = JSON.parse(
			read(n8n, 'dist/nodes/IngramOrderTrigger/IngramOrderTrigger.node.json'),
		) as { resources: unknown };

		expect(resources).toEqual({
			primaryDocumentation: [{ url: `${repository}/blob/HEAD/docs/n8n.md#watch-orders` }],
			credentialDocumentation: [{ url: `${repository}/blob/HEAD/docs/n8n.md#make-the-credential` }],
		});
		expect(read(n8n, 'dist/credentials/IngramMicroOAuth2Api.credentials.js')).toContain(
			`documentationUrl = '${repository}/blob/HEAD/docs/n8n.md#make-the-credential'`,
		);
	});

	test("n8n's lint has nothing to say, and would warn of a field that is missing", () => {
		expect(lint(n8n)).toEqual({ status: 0, stderr: '' });

		const { homepage: _homepage, ...manifest } = manifestOf(n8n);
		writeFileSync(path.join(n8n, 'package.json'), JSON.stringify(manifest));
		expect(lint(n8n)).toEqual({
			status: 1,
			stderr: expect.stringContaining('require-homepage') as string,
		});
	});
});

describe.each([
	['n8n', root, n8n],
	['Node-RED', nodeRedSource, nodeRed],
])('%s, with and without a repository', (_, source, folder) => {
	test.each([
		['filled in', filledIn],
		['not filled in', notFilledIn],
	])('%s: nothing that only developers need is published', async (__, publication) => {
		await stage(source, folder, publication);

		const manifest = manifestOf(folder);
		expect(manifest).not.toHaveProperty('scripts');
		expect(manifest).not.toHaveProperty('devDependencies');
		expect(JSON.stringify(manifest)).not.toMatch(/workspace:|"url":""/);
	});

	test('the tarball holds code, examples and pages, and no path of this machine', () => {
		const files = packed(folder);

		const code = /^(dist|examples)\/(?!.*\btest\b).+\.(js|html|json|svg)$/;
		expect(files.filter((file) => !code.test(file)).sort()).toEqual([
			...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'],
		]);
		expect(files.filter((file) => read(folder, file).includes(root))).toEqual([]);
		expect(files.filter((file) => read(folder, file).includes('sourceMappingURL'))).toEqual([]);
	});
});
