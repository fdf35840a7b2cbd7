import { Workflow, type INode, type INodeProperties } from 'n8n-workflow';
import { credentialFor, execute } from './support/n8n.ts';
import { IngramMicroOAuth2Api } from '../../../credentials/IngramMicroOAuth2Api.credentials.ts';
import { IngramOrderSearch } from '../../../nodes/IngramOrderSearch/IngramOrderSearch.node.ts';
import { searchFields } from '../../../nodes/shared/ingram.ts';
import { closeSimulators, simulate } from './support/simulators.ts';

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

describe('Every option of the panel does something', () => {
	test.each(choices(property('operation')).map(({ value }) => value))(
		'operation %s',
		async (operation) => {
			const { error } = await execute({
				credential: credentialFor(await simulate()),
				parameters: {
					operation,
					...(operation === 'getLinked' && {
						link: '/resellers/v5/orders/20-RD12H?customerNumber=20-123456&isoCountryCode=UK',
					}),
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
				message: expect.stringMatching(new RegExp(`^${displayName}\\b`)) as string,
			});
		}
		expect(simulator.requests).toEqual([]);
	});

	test.each(['orderStatus', 'holdReason'])(
		'each code of the filter %s is accepted',
		async (name) => {
			const codes = choices(collection('filters').find((field) => field.name === name));
			const { error } = await execute({
				credential: credentialFor(await simulate()),
				parameters: { filters: { [name]: codes.map(({ value }) => value) } },
			});

			expect(error).toBeUndefined();
			expect(codes.length).toBeGreaterThan(10);
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
			...description.properties.map((each) => ({ ...each, place: undefined })),
			...collection('filters').map((each) => ({ ...each, place: 'filters' })),
			...collection('options').map((each) => ({ ...each, place: 'options' })),
		].filter((each) => each.name === name);
		expect(named.map(({ displayName, place }) => ({ name, displayName, place }))).toEqual([
			{ name, displayName: label, place: places[group] },
		]);
	}
});

test('what is added with its default is not marked as wrong', () => {
	const { properties } = new IngramMicroOAuth2Api();
	const lists = [...description.properties, ...collection('filters'), ...collection('options')]
		// What a user must choose has no default.
		.concat(properties.filter(({ required }) => required !== true))
		.filter(({ type }) => type === 'options');
	expect(lists.length).toBeGreaterThan(4);
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

describe('The credential', () => {
	const {
		properties,
		test: { request },
	} = new IngramMicroOAuth2Api();
	const field = (name: string) => properties.find((each) => each.name === name);

	test('keeps the secret hidden, and shows nothing of OAuth2 that a user cannot know', () => {
		expect(field('clientSecret')?.typeOptions).toEqual({ password: true });
		expect(properties.filter(({ type }) => type === 'hidden').map(({ name }) => name)).toEqual([
			'grantType',
			'accessTokenUrl',
			'scope',
			'authentication',
			'sendAdditionalBodyProperties',
			'additionalBodyProperties',
		]);
	});

	test('asks for the country by name', () => {
		expect(choices(field('countryCode'))).toContainEqual({
			name: 'United Kingdom (UK)',
			value: 'UK',
		});
	});

	test.each([
		[{ environment: 'production' }, 'https://api.ingrammicro.com/oauth/oauth30/token'],
		[{ environment: 'sandbox' }, 'https://api.ingrammicro.com/oauth/oauth30/token'],
		[
			{ environment: 'custom', baseUrl: ' https://gateway.example.com/ ' },
			'https://gateway.example.com/oauth/oauth30/token',
		],
		[
			{ environment: 'custom', baseUrl: 'http://localhost:4010' },
			'http://localhost:4010/oauth/oauth30/token',
		],
	])('takes tokens of %j from %s', async (fields, url) => {
		expect(await tokenUrlOf(fields)).toBe(url);
	});

	test.each([
		'http://gateway.example.com',
		'http://localhost.example.com',
		'http://127.0.0.1.example.com',
		'http://localhost@example.com',
		'http://localhost:80@example.com',
		'https://user@example.com',
		'https://example.com/path',
		'ftp://localhost',
		'',
	])('sends the secret nowhere for the base URL "%s"', async (baseUrl) => {
		const fields = { environment: 'custom', baseUrl };
		expect(await tokenUrlOf(fields)).not.toMatch(/^http/);
		expect(await resolve(String(request.baseURL), fields)).not.toMatch(/^http/);
	});
});

/** What n8n resolves the hidden address of the token endpoint to. */
function tokenUrlOf(fields: Record<string, string>): Promise<unknown> {
	const { properties } = new IngramMicroOAuth2Api();
	const address = properties.find(({ name }) => name === 'accessTokenUrl')?.default;
	return resolve(address as string, fields);
}

/** What n8n resolves an expression over a credential's fields to. */
async function resolve(expression: string, fields: Record<string, string>): Promise<unknown> {
	const workflow = workflowOf(nodeNamed('n'));
	const keys = { $credentials: fields };
	await workflow.expression.acquireIsolate();
	try {
		return workflow.expression.getParameterValue(
			expression,
			null,
			0,
			0,
			'n',
			[],
			'internal',
			keys,
			undefined,
			false,
			fields,
		);
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

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
