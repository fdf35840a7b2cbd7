/** Query parameters by name. */
export interface Parameters {
	/** The value, or undefined where it is missing or empty (an empty parameter is no filter). */
	readonly get: (name: string) => string | undefined;
	/** All values that are not empty, in the order in which they came. */
	readonly all: (name: string) => readonly string[];
	/** The names of those that came, in that order. */
	readonly names: readonly string[];
	/** A parameter that came more than once. */
	readonly repeated: string | undefined;
}

type Query = readonly (readonly [string, string])[];

/** By lower-case name: the documents of version 5 write them in several letter cases. */
export function readParameters(query: Query): Parameters {
	return readExactParameters(query.map(([name, value]) => [name.toLowerCase(), value]));
}

/** By name as it was written. */
export function readExactParameters(query: Query): Parameters {
	const names = query.map(([name]) => name);
	const all = (name: string): readonly string[] =>
		query.filter(([each, value]) => each === name && value !== '').map(([, value]) => value);
	return {
		get: (name) => all(name).at(-1),
		all,
		names,
		repeated: names.find((name, index) => names.indexOf(name) !== index),
	};
}
