/** What the pre-commit hook does with the staged files. @type {import('lint-staged').Configuration} */
const config = {
	'*.{ts,js,cjs,mjs}': ['eslint --fix --no-warn-ignored', 'prettier --write'],
	'!(*.{ts,js,cjs,mjs})': 'prettier --write --ignore-unknown',
};

export default config;
