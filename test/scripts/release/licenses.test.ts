import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { licenses, root } from './support/scripts.ts';

const { bundledPackages, dependenciesOf, refuseLicenses, refuseThirdPartyCode } = licenses;

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'licenses-'));
});

afterEach(() => {
	rmSync(folder, { recursive: true });
});

/** A package below node_modules of the test's folder. */
function install(name: string, fields: Record<string, unknown>): void {
	const target = path.join(folder, 'node_modules', name);
	mkdirSync(target, { recursive: true });
	writeFileSync(path.join(target, 'package.json'), JSON.stringify({ name, ...fields }));
	writeFileSync(path.join(target, 'index.js'), `module.exports = '${name}';`);
}

/** The names of what esbuild puts into a bundle of this code. */
function inputsOf(code: string): string[] {
	writeFileSync(path.join(folder, 'entry.js'), code);
	const metafile = path.join(folder, 'meta.json');
	execFileSync(
		path.join(root, 'node_modules/.bin/esbuild'),
		['entry.js', '--bundle', '--outfile=out.js', `--metafile=${metafile}`, '--log-level=error'],
		{ cwd: folder },
	);
	const { inputs } = JSON.parse(readFileSync(metafile, 'utf8')) as { inputs: object };
	return Object.keys(inputs);
}

test('code under the GPL in a bundle is refused and named', () => {
	install('planted', { version: '1.2.3', license: 'GPL-3.0-only' });
	install('@scope/welcome', { version: '2.0.0', license: 'MIT' });
	const bundled = bundledPackages(
		inputsOf("require('planted'); require('@scope/welcome');"),
		folder,
	);

	expect(() => refuseLicenses('The package', bundled)).toThrow(
		/^The package brings along code under licenses that are not allowed: planted 1\.2\.3 \(GPL-3\.0-only\)\./,
	);
	expect(() => refuseThirdPartyCode('The package', bundled)).toThrow(
		'The package must hold no code of others, and holds: planted 1.2.3 (GPL-3.0-only), @scope/welcome 2.0.0 (MIT).',
	);
});

test('a bundle of code of our own is not refused', () => {
	const bundled = bundledPackages(inputsOf("console.log('ours');"), folder);

	expect(bundled).toEqual([]);
	expect(() => refuseThirdPartyCode('The package', bundled)).not.toThrow();
});

test('a dependency of a dependency is looked at too', () => {
	install('planted', { version: '1.0.0', license: 'AGPL-3.0-or-later' });
	install('direct', { version: '1.0.0', license: 'MIT', dependencies: { planted: '*' } });
	writeFileSync(
		path.join(folder, 'package.json'),
		JSON.stringify({ name: 'ours', dependencies: { direct: '*' } }),
	);

	expect(() => refuseLicenses('The package', dependenciesOf(folder))).toThrow('planted 1.0.0');
});

test('a dependency that is not there cannot be judged', () => {
	writeFileSync(
		path.join(folder, 'package.json'),
		JSON.stringify({ name: 'ours', dependencies: { absent: '*' } }),
	);

	expect(() => dependenciesOf(folder)).toThrow('absent, a dependency of');
});

test.each([
	['MIT', true],
	['Apache-2.0', true],
	['(MIT OR GPL-2.0-only)', true],
	['MIT AND ISC', true],
	['MIT AND GPL-2.0-only', false],
	['MIT AND (GPL-2.0-only OR ISC)', false],
	['SEE LICENSE IN LICENSE.md', false],
	['none stated', false],
])('%s is allowed: %s', (license, isAllowed) => {
	const refuse = () =>
		refuseLicenses('The package', [{ name: 'other', version: '1.0.0', license }]);

	if (isAllowed) expect(refuse).not.toThrow();
	else expect(refuse).toThrow(license);
});
