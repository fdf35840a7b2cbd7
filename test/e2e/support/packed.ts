import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const scripts = path.resolve(import.meta.dirname, '../../../scripts');

/**
 * Packs what is published of a package, as it is in the repository now.
 * @param script the name of the script that gathers it
 * @param folder where the tarball goes
 * @returns the path of the tarball
 */
export function pack(script: 'n8n-package' | 'node-red-package', folder: string): string {
	const staged = mkdtempSync(path.join(tmpdir(), 'staged-'));
	try {
		execFileSync(process.execPath, [path.join(scripts, `${script}.cjs`), staged]);
		const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
		const name = execFileSync('npm', args, { cwd: staged, encoding: 'utf8' });
		return path.join(folder, name.trim());
	} finally {
		rmSync(staged, { recursive: true });
	}
}
