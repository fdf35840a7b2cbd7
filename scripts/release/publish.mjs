// Publishes what `npm run build` has packed, as far as npm does not have it, and tags the releases:
//
//   node scripts/release/publish.mjs [--dry-run]

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { existsSync } from 'node:fs';
import { fileOf, packages } from './packages.cjs';
import { missingFor, readManifest, root } from './publication.cjs';
import { stagedManifest } from './stage.cjs';

const isRehearsal = process.argv.includes('--dry-run');

/** Why nothing is published, for the person at the terminal. */
class Refusal extends Error {}

try {
	checkPublication();
	for (const each of Object.values(packages)) checkBuild(each);
	for (const { staged } of Object.values(packages)) publish(staged);
	if (!isRehearsal) run('changeset', ['git-tag']);
} catch (error) {
	if (!(error instanceof Refusal)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

function checkPublication() {
	const missing = missingFor(readManifest(root));
	if (missing.length === 0) return;
	throw new Refusal(
		`Nothing is published: fill in the package.json of the repository's root first.\n${missing
			.map((sentence) => `- ${sentence}`)
			.join('\n')}\nCONTRIBUTING.md tells more, under "Before the first release".`,
	);
}

/** A tarball of another version or without the repository's address must not get to npm. */
function checkBuild({ source, staged }) {
	const isThere = existsSync(staged) && existsSync(fileOf(staged, 'tgz'));
	if (isThere && isDeepStrictEqual(readManifest(staged), asJson(stagedManifest(source)))) return;
	throw new Refusal(
		`${path.relative(root, staged)} does not hold the package as it is now: run npm run build first.`,
	);
}

function publish(staged) {
	const { name, version } = readManifest(staged);
	const release = `${name}@${version}`;
	if (isOnNpm(release)) {
		console.log(`npm has ${release} already.`);
		return;
	}
	const dryRun = isRehearsal ? ['--dry-run'] : [];
	run('npm', ['publish', fileOf(staged, 'tgz'), '--access', 'public', ...dryRun]);
}

function isOnNpm(release) {
	const { status, stdout, stderr } = spawnSync('npm', ['view', release, 'version'], {
		cwd: root,
		encoding: 'utf8',
	});
	if (status === 0) return stdout.trim() !== '';
	if (stderr.includes('E404')) return false;
	throw new Refusal(`npm could not be asked for ${release}:\n${stderr}`);
}

function run(program, args) {
	const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' });
	if (status !== 0) throw new Refusal(`${program} ${args[0]} failed; the lines above say why.`);
}

function asJson(value) {
	return JSON.parse(JSON.stringify(value));
}
