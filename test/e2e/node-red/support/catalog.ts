import { readFileSync } from 'node:fs';
import path from 'node:path';

const nodes = path.resolve(import.meta.dirname, '../../../../packages/node-red/src/nodes');

/** A text of a node's catalog in a language, by its group and name there. */
export function textOf(type: string, locale: string, group: string, name: string): string {
	const file = path.join(nodes, type, 'locales', locale, `${type}.json`);
	type Catalog = Record<string, Record<string, Record<string, string>>>;
	const catalog = JSON.parse(readFileSync(file, 'utf8')) as Catalog;
	const text = catalog[type]?.[group]?.[name];
	if (text === undefined) throw new Error(`${file} has no ${group}.${name}`);
	return text;
}
