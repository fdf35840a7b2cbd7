import { oneOf, optional, type Check } from '../../check-values.ts';

const parcelForms = ['none', 'list', 'object', 'ltl'] as const;

/** Variations of version 5 that its documents leave open, beside those of the search. */
export interface V5Options {
	/**
	 * What order details tell of how a line was shipped: nothing (default); carrier, serial numbers and
	 * parcels as a list (the specification's example) or as one object (its schema); or `ltl`, freight
	 * whose tracking number is the `pronumber`.
	 */
	readonly parcels?: (typeof parcelForms)[number];
}

export type V5Settings = Required<V5Options>;

export const defaultV5: V5Settings = { parcels: 'none' };

export const v5Checks: Readonly<Record<keyof V5Settings, Check>> = {
	parcels: optional(oneOf(parcelForms)),
};
