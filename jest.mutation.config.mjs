import path from 'node:path';
import base from './jest.config.mjs';
import { chosenArea, slowTests } from './test/mutation/areas.mjs';

// Thousands of runs: each property tries few cases.
process.env.FC_RUNS ??= '6';

/**
 * The tests of one area, for `npm run mutation`: they end with the first that fails.
 * @type {import('jest').Config}
 */
const config = {
	...base,
	testMatch: chosenArea().tests.map(
		(tests) => `<rootDir>/packages/core/test/${tests}{/**/*,}.test.ts`,
	),
	testPathIgnorePatterns: ['/node_modules/', ...slowTests],
	// Otherwise the tests would find the core through node_modules, without the mutants.
	moduleNameMapper: { '^@ingram-orders/core$': '<rootDir>/packages/core/src/index.ts' },
	setupFiles: ['<rootDir>/test/mutation/no-shrinking.cjs'],
	// Stryker wraps it, and takes no <rootDir>.
	testEnvironment: path.resolve('test/mutation/first-failure-environment.cjs'),
	runner: '<rootDir>/test/mutation/first-failure-runner.cjs',
	testTimeout: 5_000,
};

export default config;
