import type { FieldReader } from '../input/fields.ts';
import { labelOf } from '../input/search-fields.ts';

/** How a document is given, not yet checked. */
export interface SimplifyInput {
	/** True when unset: keys in camelCase and numbers as numbers; false: as the API sent it. */
	simplify?: unknown;
}

export const orderNumberField = { name: 'orderNumber', label: labelOf('orderNumber') } as const;
export const linkField = { name: 'link', label: 'Link' } as const;
const simplify = { name: 'simplify', label: 'Simplify' } as const;

export function readSimplify(reader: FieldReader<'simplify'>): boolean {
	return reader.isUnset(simplify) || reader.flag(simplify);
}
