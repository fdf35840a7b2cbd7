import base from './jest.config.mjs';

/**
 * How much of the core the tests run, with a floor. Counted by Babel: V8 would count a file of types
 * as one that no test runs.
 * @type {import('jest').Config}
 */
const config = {
	...base,
	collectCoverage: true,
	coverageProvider: 'babel',
	collectCoverageFrom: ['packages/core/src/**/*.ts'],
	coverageReporters: [['text', { skipFull: true }], 'html'],
	coverageThreshold: { global: { statements: 98, branches: 95, functions: 98, lines: 99 } },
};

export default config;
