import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeTables } from '../src/editor/described-codes.ts';
import { isTyped, nodeFields } from '../src/fields/node-fields.ts';
import { readers } from '../src/fields/fields-of-operation.ts';
import { checkOf, properties } from '../src/nodes/ingram-order-search/properties.ts';

/** What else a field needs that is in the core's table of search fields. */

const folder = path.resolve(import.meta.dirname, '../src/nodes/ingram-order-search');
const dialog = readFileSync(path.join(folder, 'dialog.html'), 'utf8');
const rows = dialog.split('<div class="form-row"').slice(1);
const languages = readdirSync(path.join(folder, 'locales'));

interface Catalog {
	'ingram-order-search': Record<'label' | 'validation', Record<string, string>>;
}

function textsIn(language: string): Catalog['ingram-order-search'] {
	const file = path.join(folder, 'locales', language, 'ingram-order-search.json');
	return (JSON.parse(readFileSync(file, 'utf8')) as Catalog)['ingram-order-search'];
}

describe.each(nodeFields.map((field) => [field.name, field] as const))('%s', (name, field) => {
	test('has a row in the dialog, shown with the operations that read it', () => {
		const [row = '', ...others] = rows.filter((each) => each.includes(`id="node-input-${name}"`));
		expect(others).toEqual([]);
		expect(row).toContain(`for="node-input-${name}"`);
		expect(row).toContain(`data-i18n="ingram-order-search.label.${name}"`);
		expect(row.includes(`id="node-input-${name}Type"`)).toBe(isTyped(field));
		expect(/data-operations="([^"]*)"/.exec(row)?.[1]?.split(' ')).toEqual(readers(field));
	});

	test.each(languages)(
		'has a label in %s, and says there what is wrong with a value',
		(language) => {
			const { label, validation } = textsIn(language);
			expect(label[name]).toMatch(/\S/);
			const ofAccount = ['customerNumber', 'countryCode'].includes(name);
			const reason = name === 'link' ? validation['linkMissing'] : validation[name];
			if (checkOf(field) && !ofAccount) expect(reason).toMatch(/\S/);
		},
	);

	test('has a value in a new node, and a type where it may come from elsewhere', () => {
		const value = name === 'simplify' ? true : (expect.any(String) as unknown);
		expect(properties[name]?.value).toEqual(value);
		const type: unknown = isTyped(field) ? expect.stringMatching(/\w/) : undefined;
		expect(properties[`${name}Type`]?.value).toEqual(type);
	});

	test('has a table where it takes codes', () => {
		expect(Object.hasOwn(codeTables, name)).toBe(field.kind === 'codes');
	});
});

test('the dialog has no row of a field that there is not', () => {
	const others = ['name', 'account', 'operation', 'table', 'delivery'];
	const known = [...others, ...nodeFields.map(({ name }) => name)];
	const inDialog = [...dialog.matchAll(/for="node-input-(\w+)"/g)].map(([, name]) => name);
	expect(inDialog.sort()).toEqual(known.sort());
});
