/** @type {import('jest').Config} */
const config = {
	testEnvironment: 'node',
	// Jest would leave one core to itself, which is half of a small machine.
	maxWorkers: '100%',
	// Several suites start real hosts and servers side by side; only a test that hangs takes this long.
	testTimeout: 30_000,
	testMatch: ['<rootDir>/packages/*/test/**/*.test.ts', '<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	modulePathIgnorePatterns: [
		'<rootDir>/dist/',
		'<rootDir>/release/',
		'<rootDir>/.stryker-tmp/',
		'<rootDir>/packages/[^/]+/dist/',
	],
	transform: {
		'\\.ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'commonjs' } },
		],
	},
};

export default config;
