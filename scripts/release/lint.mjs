// What n8n's lint for community packages says of a folder, warnings included and comments that switch
// rules off left aside; as a program, of a folder that was staged:
//
//   node scripts/release/lint.mjs <folder>

import path from 'node:path';
import process from 'node:process';
import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

/** What there is to lint of a package as it is published. */
export const stagedFiles = ['**/*.js', 'package.json'];

/** The rules that n8n's own tool and its scanner apply; gives what they say, or nothing. */
export async function lint(folder, patterns) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const results = await eslint.lintFiles(patterns);
	const formatter = await eslint.loadFormatter('stylish');
	return formatter.format(results);
}

if (process.argv[1] === import.meta.filename) {
	const said = await lint(path.resolve(process.argv[2]), stagedFiles);
	if (said !== '') {
		console.error(said);
		process.exitCode = 1;
	}
}
