import { documentIn } from '../api/documents.ts';
import { isObject, type JsonObject } from '../json.ts';
import { numberKeys, otherKeys } from './document-keys.ts';

const camelCase: ReadonlyMap<string, string> = new Map(
	[...numberKeys, ...otherKeys].map((key) => [key.toLowerCase(), key]),
);
const isNumberKey: ReadonlySet<string> = new Set(numberKeys);

/** A number as the API writes it; more digits than a number holds exactly are no amount. */
const numberText = /^-?\d{1,12}(?:\.\d{1,8})?$/;

/**
 * Order details or an invoice as a workflow can use it: without the envelope of the answer, keys in
 * camelCase (`orderNumber`), amounts, quantities and weights as numbers. Identifiers stay text, dates
 * and keys that the API's specification does not list stay as they are.
 */
export function simplifyDocument(document: JsonObject): JsonObject {
	return simplifyObject(documentIn(document));
}

function simplifyObject(object: JsonObject): JsonObject {
	const entries = new Map<string, unknown>();
	for (const [key, value] of Object.entries(object)) {
		const name = camelCase.get(key.toLowerCase()) ?? key;
		// Two spellings of one key stay apart.
		entries.set(entries.has(name) ? key : name, simplifyValue(value, isNumberKey.has(name)));
	}
	return Object.fromEntries(entries);
}

function simplifyValue(value: unknown, isNumber: boolean): unknown {
	if (Array.isArray(value)) return value.map((item: unknown) => simplifyValue(item, isNumber));
	if (isObject(value)) return simplifyObject(value);
	if (!isNumber || typeof value !== 'string') return value;
	const text = value.trim();
	return numberText.test(text) ? Number(text) : value;
}
