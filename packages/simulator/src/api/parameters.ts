/** Query parameters by lower-case name: the documents write them in several letter cases. */
export interface Parameters {
	/** The value, or undefined where it is missing or empty (an empty parameter is no filter). */
	readonly get: (name: string) => string | undefined;
	/** A parameter that came more than once. */
	readonly repeated: string | undefined;
}

export function readParameters(query: readonly (readonly [string, string])[]): Parameters {
	const values = new Map<string, string>();
	let repeated: string | undefined;
	for (const [name, value] of query) {
		const key = name.toLowerCase();
		if (values.has(key)) repeated ??= key;
		values.set(key, value);
	}
	return { get: (name) => values.get(name) || undefined, repeated };
}
