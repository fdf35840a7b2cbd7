import type { HttpRequest } from '@ingram-orders/core';
import {
	createScriptedWorld,
	orderOf,
	pageOf,
	subOrderOf,
	type Reply,
} from '../support/scripted-world.ts';
import { searchScripted, warningsOf } from '../support/searched.ts';
import { search } from '../support/simulated-world.ts';

describe('linked documents', () => {
	const link = (topic: string, href: string) => ({ topic, href, type: 'GET' });
	const invoiced = (number: string, invoice: string) => ({
		...subOrderOf(number, 'I'),
		links: [link('orders', '/resellers/v5/orders/20-1'), link('invoices', invoice)],
	});
	const page = pageOf([
		orderOf('20-1', [
			invoiced('11', '/resellers/v5/invoices/I-1'),
			invoiced('21', '/resellers/v5/invoices/I-2'),
			subOrderOf('31', 'R'),
		]),
	]);
	const api = (request: HttpRequest): Reply =>
		request.url.includes('/orders/search')
			? page
			: request.url.includes('I-2')
				? { status: 404, body: '{"message":"No such invoice"}' }
				: JSON.stringify({ serviceresponse: { document: new URL(request.url).pathname } });

	test('are added to rows, equal links fetched once, a missing one null with a warning', async () => {
		const result = await searchScripted(api, {
			output: 'suborders',
			includeLinked: ['order', 'invoice'],
		});
		expect(result.items.map(({ json }) => json)).toMatchObject([
			{
				order: { document: '/resellers/v5/orders/20-1' },
				invoice: { document: '/resellers/v5/invoices/I-1' },
			},
			{ order: { document: '/resellers/v5/orders/20-1' }, invoice: null },
			{ order: null, invoice: null },
		]);
		expect(result.sent.map(({ url }) => new URL(url).pathname)).toEqual([
			'/resellers/v5/orders/search',
			'/resellers/v5/orders/20-1',
			'/resellers/v5/invoices/I-1',
			'/resellers/v5/invoices/I-2',
		]);
		expect(result.summary).toMatchObject({ complete: true });
		expect(result.summary.warnings).toMatchObject([
			{
				code: 'LINK_FAILED',
				message: expect.stringMatching(/1 linked document .*I-2.*404/) as string,
			},
		]);
	});

	test('are added to the suborders of orders, and only those asked for', async () => {
		const { items } = await searchScripted(api, { includeLinked: 'invoice' });
		const [item] = items;
		const subOrders = item?.kind === 'orders' ? item.json.subOrders : [];
		expect(subOrders.map((subOrder) => 'order' in subOrder)).toEqual([false, false, false]);
		expect(subOrders.map(({ invoice }) => invoice)).toMatchObject([
			{ document: '/resellers/v5/invoices/I-1' },
			null,
			null,
		]);
	});

	test('that fail for a reason of the whole service end the run, and nothing goes on', async () => {
		const world = createScriptedWorld({
			api: (request, number) =>
				request.url.includes('/orders/search')
					? pageOf(
							Array.from({ length: 20 }, (_, index) =>
								orderOf(String(index), [invoiced('11', `/resellers/v5/invoices/${index}`)]),
							),
						)
					: { status: number === 4 ? 403 : 503, body: '' },
		});
		const result = await world.clock.run(search(world, { includeLinked: ['invoice'] }));
		expect(result.error?.code).toBe('ACCESS_DENIED');
		expect(world.clock.sleeping).toBe(0);
		const sent = world.sent.length;
		await world.clock.settle();
		expect(world.sent).toHaveLength(sent);
	});

	test.each(['//evil.example/x', 'https://evil.example/resellers/v5/orders/1', '/resellers/../x'])(
		'behind the link %s are not fetched',
		async (href) => {
			const result = await searchScripted(
				() => pageOf([orderOf('20-1', [{ ...subOrderOf('11'), links: [link('orders', href)] }])]),
				{ output: 'suborders', includeLinked: ['order'] },
			);
			expect(result.sent).toHaveLength(1);
			expect(result.items.map(({ json }) => json)).toMatchObject([
				{ order: null, orderLink: href },
			]);
			expect(warningsOf(result)).toEqual(['LINK_FAILED']);
		},
	);
});
