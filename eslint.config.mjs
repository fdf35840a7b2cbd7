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

/**
 * The rooms of packages/core: a room may import those on lower lines, and those on its own line.
 * Files beside the rooms import none of them, save index.ts, which is for those who use the core.
 */
const coreRooms = [
	['search'],
	['webhooks'],
	['watch'],
	['look-up'],
	['documents'],
	['reading'],
	['requests'],
	['api'],
	['orders'],
	['input'],
	['reference', 'errors', 'time'],
];

/** What files of the core must not import. */
function coreImports(files, ...patterns) {
	const anyPackage = { regex: '^[^.]', message: 'The core depends on nothing but itself.' };
	return {
		files: [`packages/core/src/${files}`],
		rules: { 'no-restricted-imports': ['error', { patterns: [anyPackage, ...patterns] }] },
	};
}

const versionOfApi = {
	regex: '/v\\d+/',
	message: 'Only api/ knows versions of the API; the others know what api/version.ts describes.',
};
const otherVersion = { regex: '^\\.\\./v\\d+/', message: 'A version knows no other version.' };
const anyRoom = { regex: '^\\./.+/', message: 'Files beside the rooms import none of them.' };

const coreRoomRules = coreRooms.flatMap((rooms, line) => {
	const above = coreRooms.slice(0, line).flatMap((names) => names.map((name) => `${name}/`));
	const upwards = {
		regex: `^(\\.\\./)+(${['index\\.ts', ...above].join('|')})`,
		message: 'Imports go down only, by the order of coreRooms in eslint.config.mjs.',
	};
	return rooms.map((room) =>
		coreImports(`${room}/**/*.ts`, upwards, room === 'api' ? otherVersion : versionOfApi),
	);
});

/** Names of what is declared here; those of others may be what they are. */
const superlative = {
	selector:
		':not(MemberExpression, Property) > :matches(Identifier, PrivateIdentifier)[name=/^(most|least|longest|shortest)[A-Z]/]',
	message: 'Call it max… or min….',
};

export default defineConfig(
	globalIgnores(['**/dist/', 'release/', 'coverage/', '.stryker-tmp/']),
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
		files: ['**/*.ts'],
		ignores: ['packages/simulator/**'],
		rules: { 'no-restricted-syntax': ['error', superlative] },
	},
	{
		files: ['packages/core/src/**/*.ts'],
		rules: {
			'no-restricted-globals': [
				'error',
				...hostGlobals.map((name) => ({ name, message: ofTheHost })),
			],
		},
	},
	coreImports('**/*.ts', versionOfApi),
	coreImports('!(index).ts', anyRoom),
	...coreRoomRules,
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
