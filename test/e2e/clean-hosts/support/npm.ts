import { execFileSync } from 'node:child_process';

/**
 * Installs packages or tarballs into a folder, without running anything they bring along.
 * @throws Error with what npm prints, when it fails
 */
export function npmInstall(folder: string, ...packages: readonly string[]): void {
	const options = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
	execFileSync('npm', ['install', '--prefix', folder, ...options, ...packages], {
		cwd: folder,
		// Jest's NODE_ENV is none of npm's business.
		env: { ...process.env, NODE_ENV: undefined },
		stdio: 'pipe',
	});
}
