import { followLink, planLink, type HttpRequest } from '@ingram-orders/core';
import {
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
	subOrderOf,
	type Reply,
} from '../support/scripted-world.ts';
import { searchScripted } from '../support/searched.ts';

const preamble = (fields: object, rest: object = {}) =>
	JSON.stringify({ serviceresponse: { responsepreamble: fields, ...rest } });

/** The documents name the preamble's fields in two ways, and call an empty result a failure or a success. */
const answers = [
	['a failure', noDataFound],
	['a success', preamble({ requeststatus: 'SUCCESS', returnmessage: 'No Data Found' })],
	[
		'a success of the details',
		preamble({
			responsestatus: 'SUCCESS',
			responsemessage: 'No Data Found for given Search Criteria.',
		}),
	],
	[
		'a failure of the details',
		preamble({ responsestatus: 'FAILED', responsemessage: 'No data found' }),
	],
	[
		'a success with an empty document',
		preamble(
			{ responsestatus: 'SUCCESS', responsemessage: 'No Data Found' },
			{ orderdetailresponse: {}, invoicedetailresponse: null },
		),
	],
] as const;

const links = ['/resellers/v5/orders/20-1', '/resellers/v5/invoices/I-1'];
const cases = answers.flatMap(([name, body]) => links.map((link) => ({ name, body, link })));

test.each(cases)(
	'$link, answered with $name that found nothing, is not found',
	async ({ body, link }) => {
		const world = createScriptedWorld({ api: () => body });
		const following = followLink(world.client, planLink({ link }, world.client.account));
		await expect(world.clock.run(following)).rejects.toMatchObject({
			code: 'NOT_FOUND',
			retryable: false,
			apiMessage: expect.stringMatching(/^No data found/i) as string,
		});
		expect(world.sent).toHaveLength(1);
	},
);

test.each(answers)(
	'a row whose documents are answered with %s that found nothing has none',
	async (_, body) => {
		const [orders, invoices] = links;
		const subOrder = {
			...subOrderOf('11', 'I'),
			links: [
				{ topic: 'orders', href: orders, type: 'GET' },
				{ topic: 'invoices', href: invoices, type: 'GET' },
			],
		};
		const api = (request: HttpRequest): Reply =>
			request.url.includes('/orders/search') ? pageOf([orderOf('20-1', [subOrder])]) : body;
		const { items, summary } = await searchScripted(api, {
			output: 'suborders',
			includeLinked: ['order', 'invoice'],
		});
		expect(items.map(({ json }) => json)).toMatchObject([{ order: null, invoice: null }]);
		expect(summary).toMatchObject({ complete: true });
		expect(summary.warnings).toMatchObject([
			{ code: 'LINK_FAILED', message: expect.stringMatching(/^2 linked documents/) as string },
		]);
	},
);
