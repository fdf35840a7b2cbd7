import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { apiVersions, blankCodeWord, holdReasons, orderStatusesOf } from '@ingram-orders/core';

const sourceFolder = path.resolve(import.meta.dirname, '../src');
const nodesFolder = path.join(sourceFolder, 'nodes');
const types = readdirSync(nodesFolder);
const languages = ['de', 'es-ES', 'fr', 'it', 'nl'];

type Catalog = { [key: string]: string | Catalog };

function textsOf(type: string, language: string): Map<string, string> {
	const file = path.join(nodesFolder, type, 'locales', language, `${type}.json`);
	return flatten(JSON.parse(readFileSync(file, 'utf8')) as Catalog);
}

function flatten(catalog: Catalog, prefix = ''): Map<string, string> {
	return new Map(
		Object.entries(catalog).flatMap(([key, value]) =>
			typeof value === 'string'
				? [[prefix + key, value] as const]
				: [...flatten(value, `${prefix}${key}.`)],
		),
	);
}

function helpOf(type: string, language: string): string {
	return readFileSync(path.join(nodesFolder, type, 'locales', language, `${type}.html`), 'utf8');
}

/** Names between backticks and kinds of headings: what a translation must have as well. */
function structureOf(help: string): string[] {
	return help.match(/`[^`]+`|^#+|^- \*\*|^: \w+/gm) ?? [];
}

function placeholders(text: string): string[] {
	return (text.match(/__\w+?__/g) ?? []).sort();
}

/** What the core words itself, in English: only other languages have a table of it. */
const ofTheCore = /^ingram-micro-account\.(failures|codes)\./;

/** All code and dialogs of the nodes. */
const sources = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })
	.filter((name) => /\.(ts|html)$/.test(name) && !name.includes('locales'))
	.map((name) => readFileSync(path.join(sourceFolder, name), 'utf8'))
	.join('\n');

describe.each(types)('%s', (type) => {
	const english = textsOf(type, 'en-US');

	test('has the languages that are promised, and no other', () => {
		const folders = readdirSync(path.join(nodesFolder, type, 'locales'));
		expect(folders.sort()).toEqual([...languages, 'en-US'].sort());
	});

	test.each(languages)('every text is there in %s, with the same placeholders', (language) => {
		const translated = textsOf(type, language);
		const keys = [...translated.keys()].filter((key) => !ofTheCore.test(key));
		expect(keys.sort()).toEqual([...english.keys()].sort());
		for (const [key, text] of translated) {
			expect(text.trim()).not.toBe('');
			expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')]);
		}
	});

	test.each(languages)('the help in %s explains the same things in the same order', (language) => {
		const comparable = (help: string) =>
			structureOf(help).filter((part) => !/^`(DE|FR|ES|IT|NL)`$/.test(part));
		expect(comparable(helpOf(type, language))).toEqual(comparable(helpOf(type, 'en-US')));
	});

	test('every key that dialog and code use is in the catalog, and none is left over', () => {
		const inDialog = [...sources.matchAll(/data-i18n="(?:\[\w+\])?(?:@[\w/-]+:)?([\w.-]+)"/g)]
			.map(([, key = '']) => key)
			.filter((key) => key.startsWith(`${type}.`));
		expect(inDialog.filter((key) => !english.has(key))).toEqual([]);
		const unused = [...english.keys()].filter((key) => {
			const last = key.split('.').at(-1) ?? '';
			return !inDialog.includes(key) && !new RegExp(`\\b${last}\\b`).test(sources);
		});
		expect(unused.filter((key) => !key.includes('.status.failed.'))).toEqual([]);
	});
});

test.each(['en-US', ...languages])('status texts in %s are short', (language) => {
	const texts = types
		.flatMap((type) => [...textsOf(type, language)])
		.filter(([key]) => key.includes('.status.'));
	const failures = texts.filter(([key]) => key.includes('.failed.')).map(([, text]) => text);
	const longest = failures.reduce((one, other) => (one.length > other.length ? one : other));
	expect(failures).toHaveLength(14);
	for (const [key, text] of texts) {
		const filled = text
			.replace(/__(page|pages)__/g, '12')
			.replace(/__(last|next|since)__/g, '12:05')
			.replace(/__(accepted|refused)__/g, '1237')
			.replace('__failure__', longest)
			.replace('__seconds__', '14')
			.replace('__held__', key.endsWith('.held') ? '40' : '1237')
			.replace('__number__', '1237');
		expect([key, filled.length < 20]).toEqual([key, true]);
	}
});

test.each(languages)(
	'%s has words for every failure and every code that the core describes',
	(language) => {
		const texts = textsOf('ingram-micro-account', language);
		const wordOf = (code: string) => code || blankCodeWord;
		const failures = [...textsOf('ingram-micro-account', 'en-US').keys()]
			.filter((key) => key.includes('.status.failed.'))
			.map((key) => key.replace('.status.failed.', '.failures.'));
		const statuses = apiVersions.flatMap((apiVersion) => orderStatusesOf({ apiVersion }));
		const expected = [
			...failures,
			...new Set(
				statuses.map(({ code }) => `ingram-micro-account.codes.orderStatus.${wordOf(code)}`),
			),
			...holdReasons.map(({ code }) => `ingram-micro-account.codes.holdReason.${wordOf(code)}`),
		];
		const found = [...texts.keys()].filter((key) => ofTheCore.test(key));
		expect(found.sort()).toEqual(expected.sort());
	},
);

test.each(['en-US', ...languages])(
	'the help in %s names every field of the watch node',
	(language) => {
		const type = 'ingram-order-watch';
		const help = helpOf(type, language);
		const unexplained = [...textsOf(type, language)]
			.filter(([key]) => /\.(label|events)\.\w+$/.test(key))
			.filter(([key]) => !/\.(node|name|account|events|output)$/.test(key))
			// Some labels name a unit as well.
			.map(([, text]) => text.replace(/ \(.*\)$/, ''))
			.filter((label) => !help.includes(`**${label}**`) && !help.includes(`_${label}_`));
		expect(unexplained).toEqual([]);
	},
);

test.each(['en-US', ...languages])('labels in %s fit into their column', (language) => {
	const labels = types.flatMap((type) => [...textsOf(type, language)]);
	const tooLong = labels.filter(
		([key, text]) => key.includes('.label.') && !key.endsWith('.node') && text.length > 18,
	);
	expect(tooLong).toEqual([]);
});
