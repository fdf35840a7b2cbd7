import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const clone = mkdtempSync(path.join(tmpdir(), 'fresh-clone-'));

beforeAll(() => {
	// What git would hand to somebody else, with the changes not committed yet.
	const listed = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root });
	const files = listed.stdout.toString().split('\0');
	for (const file of files.filter((name) => name !== '' && existsSync(path.join(root, name)))) {
		cpSync(path.join(root, file), path.join(clone, file));
	}
});

afterAll(() => {
	rmSync(clone, { recursive: true, force: true });
});

test('npm start on a fresh clone installs what it needs and lists the orders on hold', () => {
	const { status, stdout, stderr } = npmStart();

	expect({ status, stderr }).toMatchObject({ status: 0 });
	expect(stderr).toContain('Installing dependencies');
	expect(lineOf(stdout, '20-RD12H')).toContain('Credit check hold');
});

test('npm start the second time installs nothing', () => {
	const { status, stdout, stderr } = npmStart();

	expect({ status, stderr }).toMatchObject({ status: 0 });
	expect(stderr).not.toContain('Installing dependencies');
	expect(lineOf(stdout, '20-RD12H')).toContain('Credit check hold');
});

function npmStart() {
	return spawnSync('npm', ['start', '--', '--once'], {
		cwd: clone,
		env: environmentOfAUser(),
		encoding: 'utf8',
	});
}

/** The environment without what the npm of this run has put into it, its own Node.js above all. */
function environmentOfAUser(): NodeJS.ProcessEnv {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(npm_|INGRAM_|NODE_PATH|NODE_ENV)/.test(name),
		),
	);
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return {
		...env,
		PATH: folders.filter((folder) => !folder.includes('node_modules')).join(path.delimiter),
	};
}

function lineOf(output: string, order: string) {
	return output.split('\n').find((line) => line.includes(order));
}
