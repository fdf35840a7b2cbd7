import { countries } from '@ingram-orders/core';
import { sharedText, type Translate } from '../texts/shared-texts.ts';
import { makeCombobox, type ComboboxOption, type ComboboxSettings } from './combobox.ts';

/** Offers the countries of the API's document, by their names in the editor's language, in a text field. */
export function offerCountries(
	input: JQuery,
	translate: Translate,
	settings: Pick<ComboboxSettings, 'host' | 'isOffered'>,
): void {
	makeCombobox(input, {
		...settings,
		options: namedCountries(sharedText(translate, 'locale')),
		openLabel: sharedText(translate, 'countries.open'),
	});
}

/** @param language as browsers know it, e.g. `de` */
function namedCountries(language: string): ComboboxOption[] {
	const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
	return countries
		.map(({ code, name }) => ({ value: code, label: names.of(isoCode(code)) ?? name }))
		.sort((one, other) => one.label.localeCompare(other.label, language));
}

/** Browsers know the United Kingdom as ISO writes it. */
function isoCode(code: string): string {
	return code === 'UK' ? 'GB' : code;
}
