import { spawnSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filledIn, notFilledIn, root, type Publication } from './support/scripts.ts';

const names = ['n8n-nodes-ingram-micro', '@ingram-orders/node-red-ingram-micro'] as const;

/** A checkout with the scripts and two package.json files, and programs that only say how they were called. */
let checkout: string;

beforeEach(() => {
	checkout = mkdtempSync(path.join(tmpdir(), 'checkout-'));
	cpSync(path.join(root, 'scripts/release'), path.join(checkout, 'scripts/release'), {
		recursive: true,
	});
	for (const program of ['npm', 'changeset']) {
		writeProgram(program, `echo "${program} $*" >> calls`);
	}
});

afterEach(() => {
	rmSync(checkout, { recursive: true });
});

function writeProgram(name: string, commands: string): void {
	mkdirSync(path.join(checkout, 'bin'), { recursive: true });
	writeFileSync(path.join(checkout, 'bin', name), `#!/bin/sh\n${commands}\n`, { mode: 0o755 });
}

/** npm that has these releases and no others. */
function npmHas(...releases: string[]): void {
	const answers = releases.map((release) => `"view ${release} version") echo 1 ;;`);
	writeProgram(
		'npm',
		`case "$*" in ${answers.join(' ')} view*) echo E404 >&2; exit 1 ;; *) echo "npm $*" >> calls ;; esac`,
	);
}

function fillIn(publication: Publication): void {
	const folders = ['', 'packages/node-red'];
	for (const [index, folder] of folders.entries()) {
		const pages = path.join(checkout, folder);
		mkdirSync(pages, { recursive: true });
		const manifest = { name: names[index], version: '1.0.0', files: ['dist'] };
		const rooted = folder === '' ? { ...manifest, ...publication } : manifest;
		writeFileSync(path.join(pages, 'package.json'), JSON.stringify(rooted));
		for (const page of ['README.md', 'CHANGELOG.md', 'LICENSE']) {
			writeFileSync(path.join(pages, page), '');
		}
	}
}

/** What `npm run build` leaves in `release`, as far as it matters here. */
function build(): void {
	const script = `
		const { stage } = require('./scripts/release/stage.cjs');
		const { fileOf, packages } = require('./scripts/release/packages.cjs');
		const fs = require('node:fs');
		(async () => {
			for (const { source, staged } of Object.values(packages)) {
				fs.mkdirSync(staged, { recursive: true });
				await stage(source, staged);
				fs.writeFileSync(fileOf(staged, 'tgz'), '');
			}
		})();
	`;
	const { stderr } = spawnSync(process.execPath, ['-e', script], {
		cwd: checkout,
		encoding: 'utf8',
	});
	expect(stderr).toBe('');
}

function release(...args: string[]) {
	const { status, stderr } = spawnSync(
		process.execPath,
		[path.join(checkout, 'scripts/release/publish.mjs'), ...args],
		{
			cwd: checkout,
			env: { PATH: [path.join(checkout, 'bin'), '/bin', '/usr/bin'].join(path.delimiter) },
			encoding: 'utf8',
		},
	);
	const calls = path.join(checkout, 'calls');
	return {
		status,
		stderr,
		calls: existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [],
	};
}

test('nothing is published before repository and author are filled in, and it is said where', () => {
	fillIn(notFilledIn);
	build();
	const { status, stderr, calls } = release();

	expect({ status, calls }).toEqual({ status: 1, calls: [] });
	expect(stderr).toContain("fill in the package.json of the repository's root first");
	expect(stderr).toContain('- repository.url is ""');
	expect(stderr).toContain('- author.email is "contributors@example.com"');
	expect(stderr).toContain('CONTRIBUTING.md');
	expect(stderr).not.toMatch(/^ +at /m);
});

test.each([
	'https://gitlab.com/some-owner/some-name',
	'some-owner/some-name',
	'https://github.com/some-owner',
	'https://github.com/<owner>/<name>',
])('%s is not taken for the address of the repository', (url) => {
	fillIn({ ...filledIn, repository: { type: 'git', url } });
	build();

	expect(release()).toMatchObject({
		status: 1,
		stderr: expect.stringContaining(`repository.url is "${url}"`) as string,
		calls: [],
	});
});

test.each([
	'https://github.com/some-owner/some-name',
	'https://github.com/some-owner/some-name.git',
	'git+https://github.com/some-owner/some-name.git',
])('%s is one address in what is published', (url) => {
	fillIn({ ...filledIn, repository: { type: 'git', url } });
	build();
	npmHas();

	expect(release().status).toBe(0);
	expect(readFileSync(path.join(checkout, 'release/n8n/package.json'), 'utf8')).toContain(
		'"git+https://github.com/some-owner/some-name.git"',
	);
});

test('what was built before the fields were filled in is not published', () => {
	fillIn(notFilledIn);
	build();
	fillIn(filledIn);

	expect(release()).toMatchObject({
		status: 1,
		stderr: 'release/n8n does not hold the package as it is now: run npm run build first.\n',
		calls: [],
	});
});

test('both tarballs are published, then tagged', () => {
	fillIn(filledIn);
	build();
	npmHas();
	const { status, calls } = release();

	expect(status).toBe(0);
	expect(calls).toEqual([
		`npm publish ${path.join(checkout, 'release/n8n-nodes-ingram-micro-1.0.0.tgz')} --access public`,
		`npm publish ${path.join(checkout, 'release/ingram-orders-node-red-ingram-micro-1.0.0.tgz')} --access public`,
		'changeset git-tag',
	]);
});

test('a release that npm has already is left out', () => {
	fillIn(filledIn);
	build();
	npmHas(`${names[0]}@1.0.0`);
	const { status, calls } = release();

	expect(status).toBe(0);
	expect(calls).toEqual([expect.stringContaining('node-red'), 'changeset git-tag']);
});

test('a rehearsal publishes nothing and tags nothing', () => {
	fillIn(filledIn);
	build();
	npmHas();
	const { status, calls } = release('--dry-run');

	expect(status).toBe(0);
	expect(calls).toHaveLength(2);
	for (const call of calls) expect(call).toMatch(/^npm publish .* --dry-run$/);
});

test('where npm cannot be asked, nothing is published', () => {
	fillIn(filledIn);
	build();
	writeProgram('npm', 'echo ECONNREFUSED >&2; exit 1');

	expect(release()).toMatchObject({
		status: 1,
		stderr: expect.stringContaining('ECONNREFUSED') as string,
		calls: [],
	});
});
