/** Looks up a text of a catalog, of the node itself or, with a namespace in front, of another one. */
export type Translate = (key: string, values?: Record<string, string>) => string;

/** The account node's catalog holds what all nodes say. */
const catalog = '@ingram-orders/node-red-ingram-micro/ingram-micro-account:ingram-micro-account';

/** A text that several nodes use. */
export function sharedText(
	translate: Translate,
	key: string,
	values: Record<string, string> = {},
): string {
	return translate(`${catalog}.${key}`, values);
}

/**
 * The translation of something that the core words itself, in English: no English catalog repeats it.
 * Undefined where the language has none.
 */
export function translationOf(translate: Translate, key: string): string | undefined {
	const text = sharedText(translate, key);
	// A key that is not there comes back as it is, with or without the namespace.
	return text.endsWith(key) ? undefined : text;
}
