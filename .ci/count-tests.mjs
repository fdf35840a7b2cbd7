// Adds up Jest's result files of a folder: node count-tests.mjs <folder>

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder)) {
	const result = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
	passed += result.numPassedTests;
	// A test file that does not even load has no test to count.
	failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
}
console.log(`${passed} passed, ${failed} failed`);
