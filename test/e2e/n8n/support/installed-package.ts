import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pack } from '../../support/packed.ts';

/** What somebody who installs the package gets. Gives the path of the tarball. */
export function packPackage(folder: string): string {
	return pack('n8n-package', folder);
}

/** Puts a tarball where n8n keeps community packages, as its own installer does. */
export function installPackage(tarball: string, name: string, userFolder: string): void {
	const target = path.join(userFolder, '.n8n/nodes/node_modules', name);
	mkdirSync(target, { recursive: true });
	execFileSync('tar', ['-xzf', tarball, '-C', target, '--strip-components=1']);
	leaveOutPeers(path.join(target, 'package.json'));
	execFileSync('npm', ['install', ...installOptions], { cwd: target, stdio: 'pipe' });
}

/** n8n itself is the peer. */
function leaveOutPeers(file: string): void {
	const manifest = JSON.parse(readFileSync(file, 'utf8')) as object;
	writeFileSync(file, JSON.stringify({ ...manifest, peerDependencies: undefined }));
}

const installOptions = [
	...['--audit=false', '--fund=false', '--bin-links=false', '--install-strategy=shallow'],
	...['--ignore-scripts=true', '--package-lock=false'],
];
