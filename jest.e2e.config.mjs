import base from './jest.config.mjs';

/** @type {import('jest').Config} */
const config = {
	...base,
	testEnvironment: '<rootDir>/test/e2e/support/environment.mjs',
	testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 10 * 60_000,
	maxWorkers: 1,
};

export default config;
