import { followLink, IngramError, planLink } from '@ingram-orders/core';
import fc from 'fast-check';
import {
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
	subOrderOf,
	type Reply,
} from './support/scripted-world.ts';
import { orderNumbers, search, type Result } from './support/simulated-world.ts';

const megabyte = 1024 * 1024;

/** The sample of the document, as an object to spoil. */
const sample = {
	serviceresponse: {
		responsepreamble: { requeststatus: 'SUCCESS', returnmessage: 'Data found' },
		ordesearchresponse: {
			ordersfound: '1',
			pagesize: '1',
			pagenumber: '1',
			orders: [
				{
					ordernumber: '20-RD12H',
					entrytimestamp: '2020-04-04T14:28:18Z',
					customerordernumber: 'CUSTPO',
					suborders: [
						{
							subordernumber: '20-RD12H-11',
							statuscode: 'C',
							status: 'CREDIT HOLD',
							holdreasoncode: 'CH',
							holdreason: 'HARD-9 CUST NOT FLOOR ORD',
							links: [
								{
									topic: 'orders',
									href: '/resellers/v5/orders/20-RD12H-11?customerNumber=20-123456&isoCountryCode=UK',
									type: 'GET',
								},
							],
						},
					],
					links: {
						topic: 'orders',
						href: '/resellers/v5/orders/20-RD12H?customerNumber=20-123456&isoCountryCode=UK',
						type: 'GET',
					},
				},
			],
		},
	},
};

async function answeredWith(reply: Reply, input = {}): Promise<Result> {
	const world = createScriptedWorld({ api: () => reply });
	const result = await world.clock.run(search(world, { output: 'orders', ...input }));
	expect(world.clock.sleeping).toBe(0);
	return result;
}

function inSample(change: (document: typeof sample.serviceresponse) => unknown): string {
	const copy = structuredClone(sample);
	return JSON.stringify({ serviceresponse: change(copy.serviceresponse) });
}

/** The sample with other search results; `undefined` leaves a field out. */
function withResult(fields: Record<string, unknown>): string {
	return inSample((service) => ({
		...service,
		ordesearchresponse: { ...service.ordesearchresponse, ...fields },
	}));
}

/** The sample with other fields in its order. */
function withOrder(fields: Record<string, unknown>): string {
	return withResult({
		orders: [{ ...sample.serviceresponse.ordesearchresponse.orders[0], ...fields }],
	});
}

/** The sample with other fields in its suborder. */
function withSubOrder(fields: Record<string, unknown>): string {
	const [order] = sample.serviceresponse.ordesearchresponse.orders;
	return withOrder({ suborders: [{ ...order?.suborders[0], ...fields }] });
}

function fieldsOf(json: string): Record<string, unknown> {
	return JSON.parse(json) as Record<string, unknown>;
}

const unreadable = 'UNREADABLE_ANSWER';

const refused: [name: string, body: string, says: RegExp, quotes?: RegExp][] = [
	['nothing', '', /it is empty/],
	['white space', ' \r\n\t ', /it is empty/],
	['a word', 'OK', /not JSON/, /OK/],
	['null', 'null', /not an object/, /null/],
	['true', 'true', /not an object/, /true/],
	['a number', '42', /not an object/, /42/],
	['a text', '"orders"', /not an object/, /orders/],
	['a list', '[]', /not an object/, /\[\]/],
	['a list of the sample', JSON.stringify([sample]), /not an object/, /serviceresponse/],
	['NaN', '{"ordersfound": NaN}', /not JSON/, /NaN/],
	['undefined', 'undefined', /not JSON/, /undefined/],
	['single quotes', "{'ordersfound': '1'}", /not JSON/, /ordersfound/],
	['a trailing comma', '{"ordersfound": "1",}', /not JSON/, /ordersfound/],
	['two documents', `${JSON.stringify(sample)}${JSON.stringify(sample)}`, /not JSON/, /preamble/],
	['a document cut off', JSON.stringify(sample).slice(0, 200), /not JSON/, /preamble/],
	[
		'a web page',
		'<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>',
		/not JSON/,
		/Sign in/,
	],
	['XML', '<?xml version="1.0"?><orders/>', /not JSON/, /orders/],
	['UTF-16 read as UTF-8', '{\0"\0o\0r\0d\0e\0r\0s\0"\0', /not JSON/],
	['zero bytes', '\0\0\0\0', /not JSON/],
	['a script in front', `)]}',\n${JSON.stringify(sample)}`, /not JSON/, /preamble/],
	['nesting without end', '['.repeat(100_000), /not JSON/, /\[\[\[/],
	['100,000 nested lists', '['.repeat(100_000) + ']'.repeat(100_000), /not an object/, /\[\[\[/],
	['an empty object', '{}', /no list of orders/, /\{\}/],
	['only own fields', '{"constructor": {}, "toString": 1}', /no list of orders/, /constructor/],
	[
		'a prototype as answer',
		'{"__proto__": {"ordersfound": "1", "orders": []}}',
		/no list of orders/,
	],
	['an answer in a list', '{"serviceresponse": []}', /no list of orders/],
	['no service response', '{"serviceresponse": null}', /no list of orders/],
	['a text for a service response', '{"serviceresponse": "none"}', /no list of orders/],
	[
		'no result',
		inSample(({ responsepreamble }) => ({ responsepreamble })),
		/no list of orders/,
		/Data found/,
	],
	[
		'a result that is a list',
		inSample((service) => ({ ...service, ordesearchresponse: [] })),
		/no list of/,
	],
	[
		'a result that is text',
		inSample((service) => ({ ...service, ordesearchresponse: 'x' })),
		/no list of/,
	],
	['no count', withResult({ ordersfound: undefined }), /how many orders/],
	['a count that is null', withResult({ ordersfound: null }), /how many orders/, /null/],
	['a count that is not a number', withResult({ ordersfound: 'some' }), /how many orders/, /some/],
	['a negative count', withResult({ ordersfound: '-1' }), /how many orders/, /-1/],
	['a negative number as count', withResult({ ordersfound: -3 }), /how many orders/, /-3/],
	['half an order', withResult({ ordersfound: 1.5 }), /how many orders/, /1\.5/],
	['an endless count', withResult({ ordersfound: '9'.repeat(400) }), /how many orders/],
	['a huge count', withResult({ ordersfound: 1e300 }), /how many orders/],
	['infinity as count', withResult({ ordersfound: 'Infinity' }), /how many orders/],
	['a count in hex', withResult({ ordersfound: '0x10' }), /how many orders/],
	['a list as count', withResult({ ordersfound: ['3'] }), /how many orders/],
	['an object as count', withResult({ ordersfound: { valueOf: 3 } }), /how many orders/],
	[
		'an order that is text',
		withResult({ orders: ['20-RD12H'] }),
		/an order in it is not an object/,
	],
	['an order that is null', withResult({ orders: [null] }), /an order in it is not an object/],
	['an order that is a list', withResult({ orders: [[]] }), /an order in it is not an object/],
	['orders that are text', withResult({ orders: 'none' }), /an order in it is not an object/],
	['orders that are a number', withResult({ orders: 3 }), /an order in it is not an object/],
	['an order without numbers', withResult({ orders: [{}] }), /no number/],
	[
		'an order whose numbers are objects',
		withOrder({ ordernumber: {}, customerordernumber: [] }),
		/no number/,
	],
	[
		'numbers of the prototype',
		withResult({ orders: [JSON.parse('{"__proto__": {"ordernumber": "1"}}')] }),
		/no number/,
	],
	[
		'suborders that are text',
		withOrder({ suborders: 'none' }),
		/a suborder in it is not an object/,
	],
	[
		'a suborder that is null',
		withOrder({ suborders: [null] }),
		/a suborder in it is not an object/,
	],
	[
		'a suborder that is a list',
		withOrder({ suborders: [[1]] }),
		/a suborder in it is not an object/,
	],
];

test.each(refused)('an answer that is %s is a clear failure', async (...[, body, says, quotes]) => {
	const { error, items } = await answeredWith(body);
	expect(error?.code).toBe(unreadable);
	expect(error?.message).toMatch(says);
	if (quotes) expect(error?.description).toMatch(quotes);
	expect(error?.description.length).toBeLessThan(700);
	expect(items).toEqual([]);
});

const understood: [name: string, body: string, orders: string[]][] = [
	['the sample', JSON.stringify(sample), ['20-RD12H']],
	['with a byte order mark', `\uFEFF${JSON.stringify(sample)}`, ['20-RD12H']],
	['with line breaks around', `\r\n${JSON.stringify(sample, undefined, '\t')}\r\n`, ['20-RD12H']],
	[
		'in capitals',
		JSON.stringify(sample).replace(/"(\w+)":/g, (name) => name.toUpperCase()),
		['20-RD12H'],
	],
	['without service response', JSON.stringify(sample.serviceresponse), ['20-RD12H']],
	[
		'without any container',
		JSON.stringify(sample.serviceresponse.ordesearchresponse),
		['20-RD12H'],
	],
	[
		'with the container spelled right',
		JSON.stringify(sample).replace('ordese', 'orderse'),
		['20-RD12H'],
	],
	[
		'with numbers for counts',
		withResult({ ordersfound: 1, pagesize: 1, pagenumber: 1 }),
		['20-RD12H'],
	],
	['with blanks around counts', withResult({ ordersfound: ' 1 ' }), ['20-RD12H']],
	['with a page size of text', withResult({ pagesize: 'many' }), ['20-RD12H']],
	['with a huge page size', withResult({ pagesize: '999999999' }), ['20-RD12H']],
	['with a negative page size', withResult({ pagesize: '-5' }), ['20-RD12H']],
	['with one order instead of a list', withResult({ orders: orderOf('20-1') }), ['20-1']],
	['with one suborder instead of a list', withOrder({ suborders: subOrderOf('1') }), ['20-RD12H']],
	['with suborders null', withOrder({ suborders: null }), ['20-RD12H']],
	['without suborders', withOrder({ suborders: undefined }), ['20-RD12H']],
	['with links null', withOrder({ links: null }), ['20-RD12H']],
	['with links of nonsense', withOrder({ links: [1, null, 'x', [], { href: 5 }] }), ['20-RD12H']],
	['with a number for an order number', withOrder({ ordernumber: 12345 }), ['12345']],
	['with only a customer order number', withOrder({ ordernumber: null }), ['']],
	['with a timestamp of nonsense', withOrder({ entrytimestamp: { at: 5 } }), ['20-RD12H']],
	[
		'with codes of nonsense',
		withSubOrder({ statuscode: {}, holdreasoncode: [true] }),
		['20-RD12H'],
	],
	['with the code of a prototype', withSubOrder({ statuscode: 'constructor' }), ['20-RD12H']],
	[
		'with prototype fields',
		withOrder(fieldsOf('{"__proto__": {"x": 1}, "constructor": 2}')),
		['20-RD12H'],
	],
	['with a lone surrogate', withOrder({ customerordernumber: 'PO\uD800' }), ['20-RD12H']],
	['with replacement characters', withSubOrder({ status: 'Gr\uFFFD\uFFFDe' }), ['20-RD12H']],
	['with control characters', withSubOrder({ status: 'a\u0000b\u001B[31m' }), ['20-RD12H']],
	['with 20 MB of padding', withResult({ padding: 'x'.repeat(20 * megabyte) }), ['20-RD12H']],
	[
		'with 20,000 unknown fields',
		withResult(Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`f${n}`, n]))),
		['20-RD12H'],
	],
	[
		'with a deep unknown field',
		withResult({}).replace(
			'"pagesize"',
			`"x":${'['.repeat(100_000)}${']'.repeat(100_000)},"pagesize"`,
		),
		['20-RD12H'],
	],
	['with no orders', noDataFound, []],
	[
		'with no orders, and no containers',
		'{"responsepreamble":{"requeststatus":"FAILED","returnmessage":"No data found"}}',
		[],
	],
	[
		'with no orders, as success',
		pageOf([], '0', '0').replace('Data found', 'No Data Found for given Search Criteria.'),
		[],
	],
];

test.each(understood)('an answer %s is read', async (_, body, orders) => {
	const { error, items, summary } = await answeredWith(body);
	expect(error).toBeUndefined();
	expect(orderNumbers(items)).toEqual(orders);
	expect(summary.complete).toBe(true);
	expect(() => JSON.stringify(summary)).not.toThrow();
});

test('there are more than sixty malformed answers', () => {
	expect(refused.length + understood.length).toBeGreaterThan(60);
});

test('prototypes are left alone', async () => {
	await answeredWith(withOrder(fieldsOf('{"__proto__": {"polluted": "yes"}}')), {
		output: 'raw',
	});
	expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('more than 32 MB are not read', async () => {
	const { error } = await answeredWith(withResult({ padding: 'x'.repeat(33 * megabyte) }));
	expect(error?.code).toBe(unreadable);
	expect(error?.message).toMatch(/longer than 32 MB/);
});

test('an order listed with different spellings of a field keeps to the first', async () => {
	const { items } = await answeredWith(withOrder({ OrderNumber: '20-OTHER' }));
	expect(orderNumbers(items)).toEqual(['20-RD12H']);
});

const endless = (name: string) => `{"${name}":`.repeat(100_000) + '1' + '}'.repeat(100_000);

test.each<[string, string]>([
	['nothing', ''],
	['nested lists', '['.repeat(100_000) + ']'.repeat(100_000)],
	['nested faults', endless('fault')],
	['nested service responses', endless('serviceresponse')],
	['nested preambles', endless('responsepreamble')],
	['nested details', `{"fault":{"detail":${endless('detail')}}}`],
	['a fault that is a list', '{"fault":[]}'],
	['a fault that is null', '{"fault":null}'],
	['errors of nonsense', '{"errors":[null,1,"x",[],{"message":{}}]}'],
	['errors that are text', '{"errors":"none"}'],
	['a number', '1e400'],
	['a text', '"No"'],
	['prototype fields', '{"__proto__":{"message":"m"},"constructor":1}'],
	['20 MB of text', 'x'.repeat(20 * megabyte)],
	['20 MB of open tags', '<'.repeat(20 * megabyte)],
	['20 MB of open scripts', '<script>'.repeat(2 * megabyte)],
	['a lone surrogate', '{"message":"\uD800"}'],
])('a failure whose body is %s stays that failure', async (_, body) => {
	const { error } = await answeredWith({ status: 404, body });
	expect(error?.code).toBe('NOT_FOUND');
	expect(error?.status).toBe(404);
	expect((error?.apiMessage ?? '').length).toBeLessThanOrEqual(201);
});

test.each<[string, string]>([
	['nothing', ''],
	['null', 'null'],
	['a list', '[]'],
	['a web page', '<html></html>'],
	['a document cut off', '{"serviceresponse": {"orderdetail'],
])('a linked document that is %s is a clear failure', async (_, body) => {
	const { client, clock } = createScriptedWorld({ api: () => body });
	const plan = planLink({ link: '/resellers/v5/orders/1' }, client.account);
	const error: unknown = await clock.run(
		followLink(client, plan).catch((thrown: unknown) => thrown),
	);
	expect(error).toBeInstanceOf(IngramError);
	expect(error).toMatchObject({ code: unreadable });
});

/** Replaces one value somewhere in a document by another. */
const spoiledSample = fc
	.tuple(
		fc.array(fc.nat(50), { minLength: 1, maxLength: 8 }),
		fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined)),
	)
	.map(([path, value]) => {
		const copy = structuredClone(sample) as unknown;
		let owner = copy as Record<string, unknown>;
		for (const [depth, step] of path.entries()) {
			const keys = Object.keys(owner);
			const key = keys[step % keys.length] ?? '';
			const inner = owner[key];
			if (
				depth === path.length - 1 ||
				typeof inner !== 'object' ||
				inner === null ||
				Object.keys(inner).length === 0
			) {
				owner[key] = value;
				break;
			}
			owner = inner as Record<string, unknown>;
		}
		return JSON.stringify(copy);
	});

test.each<[string, fc.Arbitrary<string>]>([
	['any JSON', fc.json({ maxDepth: 6 })],
	['any text', fc.string({ unit: 'binary', maxLength: 300 })],
	['the sample with something in it replaced', spoiledSample],
	[
		'the sample cut off anywhere',
		fc.nat(900).map((length) => JSON.stringify(sample).slice(0, length)),
	],
])('%s is read or refused, and nothing else ever happens', async (_, bodies) => {
	await fc.assert(
		fc.asyncProperty(bodies, fc.constantFrom(200, 200, 400, 404, 500), async (body, status) => {
			// `search` passes on whatever is thrown but an IngramError, and the clock what never ends.
			const { error, items, summary } = await answeredWith({ status, body });
			expect(error === undefined || error.message.length > 0).toBe(true);
			expect(items.length).toBeLessThanOrEqual(3);
			if (!error && !summary.complete) expect(summary.warnings[0]?.code).toBe('INCOMPLETE');
		}),
		{ numRuns: 150 },
	);
});
