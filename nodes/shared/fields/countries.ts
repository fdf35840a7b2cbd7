import type { INodePropertyOptions } from 'n8n-workflow';
import { countries } from '../ingram.ts';

/** The countries that the API serves, by name. */
export const countryOptions: INodePropertyOptions[] = countries.map(({ code, name }) => ({
	name: `${name} (${code})`,
	value: code,
}));
