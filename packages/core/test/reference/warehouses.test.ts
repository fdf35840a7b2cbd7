import { countries } from '../../src/reference/countries.ts';
import { warehouses } from '../../src/reference/warehouses.ts';

const allCountries = ['AT', 'BE', 'CH', 'DE', 'ES', 'FR', 'HU', 'IT', 'NL', 'PT', 'SE', 'UK'];

function idsFor(country: string): string {
	return warehouses
		.filter(({ customerCountry }) => customerCountry === country)
		.map(({ warehouseId, central }) => (central ? `${warehouseId} (central)` : warehouseId))
		.join(', ');
}

describe('the warehouses of the document', () => {
	it('serve twelve countries', () => {
		expect([...new Set(warehouses.map(({ customerCountry }) => customerCountry))]).toEqual(
			allCountries,
		);
	});

	it.each([
		['AT', '28, 44'],
		['BE', 'NL01, PE02, PEDE (central)'],
		['CH', '27, 44'],
		['DE', '44'],
		['ES', '29, 78, 43, 81 (central)'],
		['FR', '21, 82, 81 (central)'],
		['HU', '40, 44'],
		['IT', '23, 86, 81 (central)'],
		['NL', 'NL01, PE02, PEDE (central)'],
		['PT', '26, 81 (central)'],
		['SE', '33, 84, 81 (central)'],
		['UK', '20, 85, 81 (central)'],
	])('customers in %s have %s', (country, ids) => {
		expect(idsFor(country)).toBe(ids);
	});

	it('run on SAP in Belgium and the Netherlands, else on Impulse', () => {
		const onSap = warehouses.filter(({ erp }) => erp === 'SAP');
		expect(new Set(onSap.map(({ customerCountry }) => customerCountry))).toEqual(
			new Set(['BE', 'NL']),
		);
		expect(warehouses.filter(({ erp }) => erp === 'Impulse')).toHaveLength(25);
	});

	it('are in the places of the document', () => {
		const places = new Map(warehouses.map(({ warehouseId, location }) => [warehouseId, location]));
		expect(places.get('28')).toBe('Vienna, Austria');
		expect(places.get('40')).toBe('Fót, HU');
		expect(places.get('43')).toBe('Madrid, ES');
		expect(places.get('78')).toBe('Tarragona, ES');
		expect(places.get('PE02')).toBe('Tilburg, NL');
		for (const { central, location } of warehouses) {
			if (central) expect(location).toBe('Straubing, DE');
		}
	});

	it('give one id one place', () => {
		const pairs = new Set(warehouses.map(({ warehouseId, location }) => warehouseId + location));
		expect(pairs.size).toBe(new Set(warehouses.map(({ warehouseId }) => warehouseId)).size);
	});
});

describe('the countries of the document', () => {
	it('are the twelve that have warehouses, sorted by name', () => {
		expect(countries.map(({ code }) => code).sort()).toEqual(allCountries);
		const names = countries.map(({ name }) => name);
		expect(names).toEqual([...names].sort());
	});

	it('have the names that the world gives them', () => {
		const names = new Intl.DisplayNames('en', { type: 'region' });
		for (const { code, name } of countries)
			expect(name).toBe(names.of(code === 'UK' ? 'GB' : code));
	});
});
