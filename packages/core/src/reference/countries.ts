/** A country that the API serves. */
export interface Country {
	/** As the API writes it: `UK`, not ISO's `GB`. */
	readonly code: string;
	readonly name: string;
}

/** The customer countries of the document (Order Lookup API v5, System Availability), by name. */
export const countries: readonly Country[] = [
	{ code: 'AT', name: 'Austria' },
	{ code: 'BE', name: 'Belgium' },
	{ code: 'FR', name: 'France' },
	{ code: 'DE', name: 'Germany' },
	{ code: 'HU', name: 'Hungary' },
	{ code: 'IT', name: 'Italy' },
	{ code: 'NL', name: 'Netherlands' },
	{ code: 'PT', name: 'Portugal' },
	{ code: 'ES', name: 'Spain' },
	{ code: 'SE', name: 'Sweden' },
	{ code: 'CH', name: 'Switzerland' },
	{ code: 'UK', name: 'United Kingdom' },
];

/** The name of a country of the document; of any other its code. */
export function countryName(code: string): string {
	return countries.find((country) => country.code === code)?.name ?? code;
}
