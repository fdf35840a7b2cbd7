/** The part of JSON Schema by which n8n's editor shows what a node will give. */
export interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** The fields that items have, each as "subOrders[].onHold: boolean", sorted. */
export function fieldsOf(items: readonly unknown[]): string[] {
	return sorted(items.flatMap((item) => fieldsBelow('', item)));
}

/** The same of what a schema says of one item. */
export function fieldsOfSchema(schema: Schema): string[] {
	return sorted(schemaFieldsBelow('', schema));
}

function fieldsBelow(path: string, value: unknown): string[] {
	if (Array.isArray(value)) {
		return [`${path}: array`, ...value.flatMap((element) => fieldsBelow(`${path}[]`, element))];
	}
	if (typeof value === 'object' && value !== null) {
		return [
			`${path}: object`,
			...Object.entries(value).flatMap(([name, inner]) => fieldsBelow(join(path, name), inner)),
		];
	}
	return [`${path}: ${value === null ? 'null' : typeof value}`];
}

function schemaFieldsBelow(path: string, { type, properties = {}, items }: Schema): string[] {
	return [
		...[type].flat().map((each) => `${path}: ${each}`),
		...(items ? schemaFieldsBelow(`${path}[]`, items) : []),
		...Object.entries(properties).flatMap(([name, inner]) =>
			schemaFieldsBelow(join(path, name), inner),
		),
	];
}

function join(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

function sorted(fields: readonly string[]): string[] {
	return [...new Set(fields)].sort();
}
