/** A JSON object whose fields are not yet known. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value of the object's own field of that name, in any letter case.
 * @param name in lower case
 */
export function field(object: JsonObject, name: string): unknown {
	if (Object.hasOwn(object, name)) return object[name];
	for (const key in object) {
		if (key.length === name.length && key.toLowerCase() === name && Object.hasOwn(object, key)) {
			return object[key];
		}
	}
	return undefined;
}

/** Text of a field: strings trimmed, finite numbers and booleans as text, anything else empty. */
export function text(object: JsonObject, name: string): string {
	const value = field(object, name);
	if (typeof value === 'string') return value.trim();
	if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) {
		return String(value);
	}
	return '';
}

/** A count, which the API sends as a string: `"3"`. Undefined for anything but a whole number from 0. */
export function count(object: JsonObject, name: string): number | undefined {
	const digits = text(object, name);
	if (!/^\d{1,9}$/.test(digits)) return undefined;
	return Number(digits);
}

/** The entries of a field that holds a list, or one entry alone, or nothing. */
export function list(object: JsonObject, name: string): readonly unknown[] {
	const value = field(object, name) ?? [];
	return Array.isArray(value) ? value : [value];
}

/** Parses a body, which may begin with a byte order mark; undefined when it is not JSON. */
export function parseJson(body: string): unknown {
	try {
		return JSON.parse(body.startsWith('\uFEFF') ? body.slice(1) : body);
	} catch {
		return undefined;
	}
}
