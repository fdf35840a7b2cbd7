import { chosenArea, reportOf } from './test/mutation/areas.mjs';

const { name, code } = chosenArea();

/**
 * One area of the core; `npm run mutation` runs them all. See test/mutation/README.md.
 * @type {import('@stryker-mutator/core').PartialStrykerOptions}
 */
const config = {
	mutate: code.flatMap((place) => [
		`packages/core/src/${place}.ts`,
		`packages/core/src/${place}/**/*.ts`,
	]),
	plugins: ['@stryker-mutator/jest-runner'],
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.mjs', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	ignoreStatic: true,
	disableTypeChecks: false,
	concurrency: 2,
	// Most tests run on a virtual clock. A mutant that never ends is the most expensive one.
	timeoutMS: 5000,
	timeoutFactor: 2,
	ignorePatterns: [
		'docs',
		'examples',
		'nodes',
		'scripts',
		'packages/node-red',
		'test/{e2e,hosts,bench}',
	],
	tempDirName: '.stryker-tmp',
	incremental: true,
	incrementalFile: `.stryker-tmp/incremental-${name}.json`,
	reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
	clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
	htmlReporter: { fileName: reportOf(name, 'html') },
	jsonReporter: { fileName: reportOf(name, 'json') },
	thresholds: { high: 95, low: 85, break: 85 },
	allowEmpty: false,
};

export default config;
