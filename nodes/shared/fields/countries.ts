import type { INodeListSearchResult, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { countries } from '../ingram.ts';

/** Stands for a country that is not in the list of the credential. */
export const otherCountry = 'other';

/** The countries of the API's document, by name. */
export const countryOptions: INodePropertyOptions[] = countries.map(toOption);

/** Chosen where nothing else is. */
const fromCredential = { name: 'From Credential', value: '' };

/**
 * The country of a run: from the list, or any other by its two letters. Workflows of before have
 * plain text in it, which n8n and we read as well.
 */
export const countryCode: INodeProperties = {
	displayName: 'Country Code',
	name: 'countryCode',
	type: 'resourceLocator',
	default: { __rl: true, mode: 'list', value: fromCredential.value },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: fromCredential.name,
			typeOptions: { searchListMethod: 'searchCountries', searchable: true },
		},
		{
			displayName: 'By Code',
			name: 'code',
			type: 'string',
			placeholder: 'e.g. PL',
		},
	],
	description:
		'Country to use instead of that of the credential: one of the list, or any other by its two letters',
};

/** What the list shows for the letters typed into its search box. */
export function searchCountries(typed = ''): Promise<INodeListSearchResult> {
	const wanted = typed.trim().toLowerCase();
	const results = [fromCredential, ...countries.map(toOption)];
	return Promise.resolve({
		results: results.filter(({ name }) => name.toLowerCase().includes(wanted)),
	});
}

function toOption({ code, name }: (typeof countries)[number]) {
	return { name: `${name} (${code})`, value: code };
}
