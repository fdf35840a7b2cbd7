import { Workflow, type IDataObject, type INode, type INodeProperties } from 'n8n-workflow';
import { credentialFor, execute } from './support/n8n.ts';
import { IngramMicroOAuth2Api } from '../../../credentials/IngramMicroOAuth2Api.credentials.ts';
import { IngramOrderSearch } from '../../../nodes/IngramOrderSearch/IngramOrderSearch.node.ts';
import { IngramOrderTrigger } from '../../../nodes/IngramOrderTrigger/IngramOrderTrigger.node.ts';
import { searchFields } from '../../../nodes/shared/ingram.ts';
import { orderOf } from './support/orders.ts';
import { closeSimulators, searchesAt, simulate } from './support/simulators.ts';

afterEach(closeSimulators);

const { description } = new IngramOrderSearch();

function property(name: string, operation = 'search'): INodeProperties {
	const found = description.properties.find(
		({ name: each, displayOptions }) =>
			each === name && (displayOptions?.show?.['operation']?.includes(operation) ?? true),
	);
	if (!found) throw new Error(`The panel of ${operation} has no ${name}`);
	return found;
}

/** What can be chosen from a list. */
function choices(
	of: INodeProperties | undefined,
): { name: string; value: string; description?: string }[] {
	return (of?.options ?? []) as never;
}

/** What can be added to a collection of the panel. */
function collection(name: string): INodeProperties[] {
	return (property(name).options ?? []) as INodeProperties[];
}

/** The label in messages: "Max Wait" of "Max Wait (Seconds)". */
function withoutUnit(displayName: string): string {
	return displayName.replace(/ \(Seconds\)$/, '');
}

/** What must be given for an operation. */
const whatItNeeds: Readonly<Record<string, IDataObject>> = {
	getOrder: { orderNumber: '20-NEW' },
	getInvoice: { orderNumber: '20-NEW' },
	getLinked: {
		link: '/resellers/v5/orders/20-NEW?customerNumber=20-123456&isoCountryCode=UK',
	},
};

describe('Every option of the panel does something', () => {
	test.each(choices(property('operation')).map(({ value }) => value))(
		'operation %s',
		async (operation) => {
			const invoiced = orderOf('20-NEW', { statusCode: 'I' });
			const { error } = await execute({
				credential: credentialFor(await simulate({ orders: [invoiced] })),
				parameters: {
					operation,
					...whatItNeeds[operation],
				},
			});
			expect(error).toBeUndefined();
		},
	);

	test.each(choices(property('table', 'getCodes')).map(({ value }) => value))(
		'table %s',
		async (table) => {
			const { items } = await execute({ parameters: { operation: 'getCodes', table } });
			expect(items.length).toBeGreaterThan(1);
		},
	);

	test.each(choices(property('output')).map(({ value }) => value))('output %s', async (output) => {
		const { items } = await execute({
			credential: credentialFor(await simulate()),
			parameters: { output },
		});
		expect(items.length).toBeGreaterThan(1);
	});

	test('filters and options: a wrong value of each is named', async () => {
		const wrong: Record<string, unknown> = {
			onHoldOnly: 'perhaps',
			createdAfter: 'x',
			createdBefore: 'x',
			orderStatus: 'x',
			holdReason: 'x',
			orderNumber: 'a\u0000b',
			customerOrderNumber: 'a\u0000b',
			customerNumber: 'a\u0000b',
			countryCode: 'x',
			includeLinked: ['x'],
			maxWait: -1,
			timeout: 0,
			pageSize: 0,
			pageNumber: 0,
			whenNothingFound: 'x',
		};
		const fields = ['filters', 'options'].flatMap((group) =>
			collection(group).map((field) => ({ ...field, group })),
		);
		expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(wrong).sort());

		const simulator = await simulate();
		for (const { name, displayName, group } of fields) {
			const { error } = await execute({
				credential: credentialFor(simulator),
				parameters: { [group]: { [name]: wrong[name] } },
			});
			expect({ name, message: error?.message }).toEqual({
				name,
				message: expect.stringMatching(new RegExp(`^${withoutUnit(displayName)}\\b`)) as string,
			});
		}
		expect(simulator.requests).toEqual([]);
	});

	test.each([
		['orderStatus', 'v5', 11],
		['holdReason', 'v5', 10],
		['orderStatus', 'v6', 20],
	])(
		'each code of the filter %s is accepted with the version that knows it: %s',
		async (name, apiVersion, minCodes) => {
			const codes = choices(collection('filters').find((field) => field.name === name));
			const known = codes.filter(
				({ name: shown }) => apiVersion === 'v6' || !shown.endsWith('(Version 6 Only)'),
			);
			const { error } = await execute({
				credential: credentialFor(await simulate(), { apiVersion }),
				parameters: { filters: { [name]: known.map(({ value }) => value) } },
			});

			expect(error).toBeUndefined();
			expect(known.length).toBeGreaterThanOrEqual(minCodes);
			expect(codes.every(({ name: shown, description: more }) => shown !== '' && more !== '')).toBe(
				true,
			);
			expect(codes.map(({ name: shown }) => shown)).toEqual(
				codes.map(({ name: shown }) => shown).toSorted((a, b) => a.localeCompare(b, 'en')),
			);
		},
	);
});

test('every field of a search has its place in the panel, once, with the label that messages use', () => {
	const places = { filter: 'filters', option: 'options', result: undefined };
	for (const { name, label, group } of searchFields) {
		const named = [
			...description.properties
				.filter(({ displayOptions }) => displayOptions?.show?.['operation']?.includes('search'))
				.map((each) => ({ ...each, place: undefined })),
			...collection('filters').map((each) => ({ ...each, place: 'filters' })),
			...collection('options').map((each) => ({ ...each, place: 'options' })),
		].filter((each) => each.name === name);
		expect(
			named.map(({ displayName, place }) => ({ name, label: withoutUnit(displayName), place })),
		).toEqual([{ name, label, place: places[group] }]);
	}
});

test('what is added with its default is not marked as wrong', () => {
	const { properties } = new IngramMicroOAuth2Api();
	const lists = [...description.properties, ...collection('filters'), ...collection('options')]
		// What a user must choose has no default.
		.concat(properties.filter(({ required }) => required !== true))
		.filter(({ type }) => type === 'options');
	expect(lists.length).toBeGreaterThan(3);
	for (const list of lists) {
		expect(choices(list).map(({ value }) => value)).toContain(list.default);
	}
});

describe('The subtitle on the canvas says what is searched', () => {
	test.each([
		[{ operation: 'search', filters: {} }, 'all orders'],
		[
			{
				operation: 'search',
				filters: {
					onHoldOnly: true,
					orderStatus: [],
					createdAfter: '={{ $now.minus({ days: 30 }) }}',
				},
			},
			'on hold only, created after',
		],
		[{ operation: 'search' }, 'all orders'],
		[{ operation: 'getOrder', orderNumber: '={{ $json.orderNumber }}' }, 'get order'],
		[{ operation: 'getInvoice' }, 'get invoice'],
		[{ operation: 'getLinked', link: '={{ $json.orderLink }}' }, 'get linked document'],
		[{ operation: 'getCodes', table: 'warehouse' }, 'get codes: warehouse'],
	])('%j', async (parameters, words) => {
		const node = { ...nodeNamed('Search'), parameters: parameters as never };
		const workflow = workflowOf(node);
		await workflow.expression.acquireIsolate();
		try {
			const { subtitle } = description;
			expect(workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {})).toBe(
				words,
			);
		} finally {
			await workflow.expression.releaseIsolate();
		}
	});
});

describe('The country of a search', () => {
	const country = collection('options').find(({ name }) => name === 'countryCode');
	const countryAsked = async (countryCode: unknown) => {
		const simulator = await simulate();
		const { error } = await execute({
			credential: credentialFor(simulator),
			parameters: { options: { countryCode } },
		});
		return { asked: searchesAt(simulator)[0]?.['isocountrycode'], error };
	};

	test.each([
		['from the list', { __rl: true, mode: 'list', value: 'DE' }, 'DE'],
		['any other by its two letters', { __rl: true, mode: 'code', value: 'pl' }, 'PL'],
		['as text, as workflows of before have it', 'AT', 'AT'],
		['from the credential, as when it is added', country?.default, 'UK'],
		['from the credential, as workflows of before have it', '', 'UK'],
		['by an expression', { __rl: true, mode: 'code', value: '={{ "de".toUpperCase() }}' }, 'DE'],
	])('%s', async (_, value, code) => {
		expect((await countryAsked(value)).asked).toBe(code);
	});

	test('GB is refused with the code that Ingram Micro writes', async () => {
		const { asked, error } = await countryAsked({ __rl: true, mode: 'code', value: 'GB' });

		expect(error?.message).toMatch(/^Country Code must be UK .*Ingram Micro writes UK, not GB/);
		expect(asked).toBeUndefined();
	});

	test.each([
		['nothing', undefined, ['From Credential', 'Austria (AT)', 'Belgium (BE)', 'France (FR)']],
		['a name', 'Kingd', ['United Kingdom (UK)']],
		['a code', 'de', ['From Credential', 'Germany (DE)', 'Sweden (SE)']],
		['what is not there', 'xyz', []],
	])('the list for %s', async (_, typed, names) => {
		for (const { methods } of [new IngramOrderSearch(), new IngramOrderTrigger()]) {
			const { results } = await methods.listSearch.searchCountries(typed);
			expect(results.slice(0, 4).map(({ name }) => name)).toEqual(names);
		}
	});
});

function nodeNamed(name: string): INode {
	return {
		id: '1',
		name,
		type: 'ingramOrderSearch',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

function workflowOf(node: INode): Workflow {
	const find = () => ({ description });
	const nodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	return new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
}
