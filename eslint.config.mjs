import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { defineConfig, globalIgnores } from 'eslint/config';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const ofTheHost = 'The core knows no host. Take it from what the host gives: send, now, sleep.';

/** What no code of packages/core may touch: n8n's scanner refuses most of it in the bundle. */
const hostGlobals = [
	...[
		'setTimeout',
		'clearTimeout',
		'setInterval',
		'clearInterval',
		'setImmediate',
		'clearImmediate',
	],
	...['process', 'global', 'globalThis', 'window', 'self', 'document', 'navigator'],
	...['__dirname', '__filename', 'require', 'module', 'Buffer', 'console'],
	...['fetch', 'XMLHttpRequest', 'performance', 'eval', 'Function'],
];

export default defineConfig(
	globalIgnores(['**/dist/', 'coverage/']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	{
		files: ['**/*.{js,cjs,mjs}'],
		languageOptions: {
			globals: {
				console: 'readonly',
				process: 'readonly',
				require: 'readonly',
				module: 'writable',
				exports: 'readonly',
				__dirname: 'readonly',
			},
		},
	},
	{
		files: ['**/*.ts'],
		extends: [tseslint.configs.strictTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			// Counts and ids in sentences are what template literals are for.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
		},
	},
	{
		files: ['packages/core/src/**/*.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				...hostGlobals.map((name) => ({ name, message: ofTheHost })),
			],
			'no-restricted-imports': [
				'error',
				{ patterns: [{ regex: '^[^.]', message: 'The core depends on nothing but itself.' }] },
			],
		},
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		extends: [n8nCommunityNodesPlugin.configs.recommended],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { 'no-console': 'error' },
	},
	{
		files: ['{nodes,credentials}/**/*.ts'],
		ignores: ['nodes/shared/ingram.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					name: '@ingram-orders/core',
					message:
						'Take it from nodes/shared/ingram.ts, so that all nodes share one core and its gates.',
				},
			],
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// As in n8n's own lint for community packages: these two are for packages inside n8n.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// As in n8n's own lint for community packages.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
