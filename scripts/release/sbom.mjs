// Writes a software bill of materials of each package beside its tarball, in CycloneDX's format: what
// somebody who installs the package today gets with it. Peers come with the host.
//
//   node scripts/release/sbom.mjs

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileOf, packages } from './packages.cjs';
import { readManifest } from './publication.cjs';

for (const { staged } of Object.values(packages)) {
	const file = fileOf(staged, 'cdx.json');
	writeFileSync(file, billOf(readManifest(staged)));
	console.log(path.basename(file));
}

function billOf(manifest) {
	const temporary = mkdtempSync(path.join(tmpdir(), 'sbom-'));
	// npm takes the name of the package from that of its folder.
	const folder = path.join(temporary, manifest.name);
	try {
		mkdirSync(folder, { recursive: true });
		const withoutPeers = { ...manifest, peerDependencies: {} };
		writeFileSync(path.join(folder, 'package.json'), JSON.stringify(withoutPeers));
		npm(folder, 'install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund');
		return npm(folder, 'sbom', '--package-lock-only', '--sbom-format=cyclonedx');
	} finally {
		rmSync(temporary, { recursive: true, force: true });
	}
}

function npm(folder, ...args) {
	return execFileSync('npm', args, { cwd: folder, encoding: 'utf8' });
}
