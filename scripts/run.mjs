// Runs a command of this repository with the repository's own Node.js, after installing what is
// missing. It is all that `npm start` and `npm test` have on a fresh clone, so it must run on
// Node.js 20 without any dependency.
//
//   node scripts/run.mjs <program> [arguments…]

import { spawn } from 'node:child_process';
import path from 'node:path';
import { setInterval } from 'node:timers';
import { useGitHooks } from './git-hooks.mjs';
import { isInstalled, install, root, SetupError } from './install.mjs';

const binFolder = path.join(root, 'node_modules', '.bin');

try {
	if (!isInstalled()) {
		await install();
		useGitHooks(root);
	}
} catch (error) {
	if (!(error instanceof SetupError)) throw error;
	console.error(`\n${error.message}`);
	process.exit(1);
}
run(process.argv.slice(2));

/** Hands the terminal to the program and ends as it ends: same exit code, same signal. */
function run([program, ...args]) {
	const env = { ...process.env, PATH: binFolder + path.delimiter + process.env.PATH };
	// Meant for the Node.js of the caller, which is another one.
	delete env.NODE_OPTIONS;

	// The TypeScript of a package that must not be declared as ECMAScript modules, such as the n8n package.
	if (program === 'node') args.unshift('--disable-warning=MODULE_TYPELESS_PACKAGE_JSON');
	const child = spawn(program, args, { cwd: root, env, stdio: 'inherit' });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		// A terminal sends Ctrl-C to the whole group, so the program has it already.
		process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal));
	}
	endWithNpm(child);
	child.on('error', (error) => {
		console.error(`Could not run ${program}: ${error.message}`);
		process.exitCode = 1;
	});
	child.on('exit', (code, signal) => {
		if (signal === null) process.exit(code);
		process.removeAllListeners(signal);
		process.kill(process.pid, signal);
	});
}

/**
 * Ends the program when npm was ended by a signal. npm hands that on to its shell, which dies of it and
 * hands on nothing.
 */
function endWithNpm(child) {
	if (process.env.npm_lifecycle_event === undefined) return;
	const shell = process.ppid;
	setInterval(() => process.ppid !== shell && child.kill('SIGTERM'), 500).unref();
}
