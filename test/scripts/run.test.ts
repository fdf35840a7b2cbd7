import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const runScript = path.join(root, 'scripts/run.mjs');

describe('with everything installed', () => {
	beforeAll(() => run(['node', '--version']), 120_000);

	test('arguments and exit code pass through', () => {
		const { status, stdout } = run([
			'node',
			'-e',
			'console.log(process.argv[1]); process.exit(7)',
			'a b',
		]);

		expect(stdout).toBe('a b\n');
		expect(status).toBe(7);
	});

	test("the repository's Node.js runs the program, whatever folder and NODE_OPTIONS it is called with", () => {
		const { stdout } = run(['node', '-p', '`${process.version} ${process.cwd()}`'], {
			cwd: tmpdir(),
			env: { ...process.env, NODE_OPTIONS: '--no-warnings', NODE_PATH: '/nowhere' },
		});

		expect(stdout).toBe(`v24.21.0 ${root}\n`);
	});

	test.each(['SIGINT', 'SIGTERM'] as const)(
		'%s reaches the program, which ends in its own way',
		async (signal) => {
			const program = `process.once('${signal}', () => process.exit(9)); setInterval(() => {}, 1000); console.log('up')`;
			const child = spawn(process.execPath, [runScript, 'node', '-e', program], {
				stdio: ['ignore', 'pipe', 'inherit'],
			});
			await once(child.stdout, 'data');
			child.kill(signal);

			expect(await once(child, 'exit')).toEqual([9, null]);
		},
	);

	test('the program ends when the shell of npm, which ended by a signal, is gone', async () => {
		const program = `process.once('SIGTERM', () => { console.log('ended'); process.exit() }); setInterval(() => {}, 1000); console.log('up')`;
		const shell = spawn(
			'sh',
			['-c', '"$@"; true', 'sh', process.execPath, runScript, 'node', '-e', program],
			{
				env: { ...process.env, npm_lifecycle_event: 'start' },
				stdio: ['ignore', 'pipe', 'inherit'],
			},
		);
		const lines = shell.stdout.setEncoding('utf8');
		await once(lines, 'data');
		shell.kill('SIGTERM');

		expect(await once(lines, 'data')).toEqual(['ended\n']);
	});

	test('a program killed by a signal is reported as killed by it', () => {
		const { status, signal } = run(['node', '-e', "process.kill(process.pid, 'SIGKILL')"]);

		expect({ status, signal }).toEqual({ status: null, signal: 'SIGKILL' });
	});
});

describe('where the dependencies are missing', () => {
	const clone = mkdtempSync(path.join(tmpdir(), 'fresh-clone-'));
	const bin = path.join(clone, 'bin');

	beforeAll(() => {
		cpSync(path.join(root, 'scripts'), path.join(clone, 'scripts'), {
			recursive: true,
			// n8n may be installed there.
			filter: (file) => !file.includes('node_modules', root.length),
		});
		for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
			writeFileSync(path.join(clone, file), '{}');
		}
		mkdirSync(path.join(clone, 'packages'));
		mkdirSync(bin);
		symlinkSync(process.execPath, path.join(bin, 'node'));
	});

	afterEach(() => {
		for (const name of ['.git', 'node_modules']) {
			rmSync(path.join(clone, name), { recursive: true, force: true });
		}
	});

	afterAll(() => {
		rmSync(clone, { recursive: true, force: true });
	});

	test('one line says what is done and how long it took; what npx prints is not shown', () => {
		installWith(`echo '[WARN] Unsupported engine' >&2; echo '+ jest 30.5.2'`);
		const { status, stdout, stderr } = spawnInClone();

		expect(stderr).toMatch(
			/^Installing dependencies \(the first time takes about a minute\) … done in \d+ s\n$/,
		);
		expect({ status, stdout }).toEqual({ status: 0, stdout: '1\n' });
		expect(spawnInClone()).toMatchObject({ status: 0, stdout: '1\n', stderr: '' });
	});

	test.each([
		['ERR_PNPM_OUTDATED_LOCKFILE', 'pnpm-lock.yaml does not fit the package.json files.'],
		['npm error code ENOTFOUND', 'The npm registry could not be reached.'],
		['Error: ERR_PNPM_TARBALL_FETCH_TARBALL', 'The npm registry could not be reached.'],
		['npm error code ENOSPC', 'The disk is full.'],
		['  │   No space left on device (os\n  │   error 28)', 'The disk is full.'],
		['something else', 'Installing the dependencies failed; the lines above say why.'],
	])('%j is shown and explained, and the program is not run', (output, explanation) => {
		fakeNpx(`echo '${output}'; exit 1`);
		const { status, stdout, stderr } = spawnInClone();

		expect(status).toBe(1);
		expect(stderr).toContain(`${output}\n\n${explanation}`);
		expect(stdout).toBe('');
	});

	test('a machine without npm is told what to install', () => {
		rmSync(path.join(bin, 'npx'), { force: true });
		const { status, stderr } = spawnInClone();

		expect(status).toBe(1);
		expect(stderr).toContain('npx was not found. Install Node.js 20 or newer, with npm.');
	});

	describe('in a git checkout', () => {
		beforeEach(() => {
			installWith('true');
			git('init', '--quiet');
		});

		test('the hooks of the repository are used', () => {
			spawnInClone({ PATH: pathWithGit });

			expect(git('config', 'core.hooksPath')).toBe('.githooks\n');
		});

		test('hooks that are taken from another folder already stay', () => {
			git('config', 'core.hooksPath', '/my/hooks');
			spawnInClone({ PATH: pathWithGit });

			expect(git('config', 'core.hooksPath')).toBe('/my/hooks\n');
		});

		test('a CI machine has no hooks', () => {
			spawnInClone({ PATH: pathWithGit, CI: 'true' });

			expect(git('config', 'core.hooksPath')).toBe('');
		});
	});

	const pathWithGit = [bin, process.env['PATH']].join(path.delimiter);

	/** An npx that runs this command and then leaves a Node.js where the package `node` would. */
	function installWith(command: string) {
		const folder = path.join(clone, 'node_modules/node/bin');
		fakeNpx(
			`${command}; /bin/mkdir -p '${folder}' && /bin/ln -s '${process.execPath}' '${folder}'`,
		);
	}

	function fakeNpx(command: string) {
		writeFileSync(path.join(bin, 'npx'), `#!/bin/sh\n${command}\n`, { mode: 0o755 });
	}

	function spawnInClone(env: NodeJS.ProcessEnv = { PATH: bin }) {
		return spawnSync(process.execPath, [path.join(clone, 'scripts/run.mjs'), 'node', '-p', '1'], {
			env: { HOME: clone, ...env },
			encoding: 'utf8',
		});
	}

	function git(...args: string[]) {
		const env = { PATH: pathWithGit, HOME: clone };
		return spawnSync('git', args, { cwd: clone, env, encoding: 'utf8' }).stdout;
	}
});

function run(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
	return spawnSync(process.execPath, [runScript, ...args], { ...options, encoding: 'utf8' });
}
