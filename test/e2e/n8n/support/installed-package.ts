import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../../..');

/** What somebody who installs the package gets: built and packed. Gives the tarball's path. */
export function packPackage(folder: string): string {
	// Jest's NODE_ENV makes n8n's lint rules take the source for test fixtures.
	const env = { ...process.env, NODE_ENV: undefined };
	const options = { cwd: root, env, encoding: 'utf8', stdio: 'pipe' } as const;
	execFileSync('gulp', [], options);
	execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], options);
	const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no tarball');
	return path.join(folder, tarball);
}

/** Puts a tarball where n8n keeps community packages, as its own installer does. */
export function installPackage(tarball: string, name: string, userFolder: string): void {
	const target = path.join(userFolder, '.n8n/nodes/node_modules', name);
	mkdirSync(target, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
}
