import type { INodePropertyOptions } from 'n8n-workflow';
import { countries } from '../ingram.ts';

/** The countries that the API serves, by name. */
export const countryOptions: INodePropertyOptions[] = countries.map(({ code, name }) => ({
	name: `${name} (${code})`,
	value: code,
}));

/** The same for a field that may stay empty. An empty value is what n8n sets when it is added. */
export const countryOrCredentialOptions: INodePropertyOptions[] = [
	{ name: 'From Credential', value: '', description: 'The country of the credential' },
	...countryOptions,
];
