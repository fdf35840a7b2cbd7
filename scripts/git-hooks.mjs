import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Lets git run the hooks of `.githooks` in this checkout. Nothing changes on a CI machine, in a copy
 * without git, or where hooks are already taken from another folder.
 */
export function useGitHooks(root) {
	if (process.env.CI || !existsSync(path.join(root, '.git'))) return;
	const isUnset = gitConfig(root, '--get', 'core.hooksPath') === 1;
	if (isUnset) gitConfig(root, '--local', 'core.hooksPath', '.githooks');
}

function gitConfig(root, ...args) {
	return spawnSync('git', ['config', ...args], { cwd: root }).status;
}
