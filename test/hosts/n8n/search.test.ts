import { credentialFor, execute } from './support/n8n.ts';
import { closeSimulators, searchesAt, simulate } from './support/simulators.ts';

afterEach(closeSimulators);

describe('Output', () => {
	test('a row for each suborder, its fields in the order of a spreadsheet', async () => {
		const simulator = await simulate();
		const { items, pairedItems } = await execute({
			credential: credentialFor(simulator),
			parameters: { filters: { orderNumber: '20-RD12H' } },
		});

		expect(items).toEqual([
			{
				orderNumber: '20-RD12H',
				customerOrderNumber: 'CUSTPO',
				entryTimestamp: '2020-04-04T14:28:18Z',
				subOrderNumber: '20-RD12H-11',
				statusCode: 'C',
				status: expect.any(String) as string,
				statusDescription: 'Credit hold',
				holdReasonCode: 'CH',
				holdReason: expect.any(String) as string,
				holdReasonDescription: 'Credit check hold',
				onHold: true,
				ageDays: expect.any(Number) as number,
				holdCategory: 'credit',
				holdAdvice: expect.stringContaining('Ingram Micro Credit') as string,
				orderLink: expect.stringContaining('/resellers/v5/orders/20-RD12H') as string,
				invoiceLink: '',
			},
		]);
		expect(Object.keys(items[0] ?? {}).slice(0, 4)).toEqual([
			'orderNumber',
			'customerOrderNumber',
			'onHold',
			'statusDescription',
		]);
		expect(pairedItems).toEqual([{ item: 0 }]);
	});

	test('orders, and raw', async () => {
		const credential = credentialFor(await simulate());
		const filters = { customerOrderNumber: 'CUSTPO' };
		const orders = await execute({ credential, parameters: { filters, output: 'orders' } });
		const raw = await execute({ credential, parameters: { filters, output: 'raw' } });

		expect(orders.items).toMatchObject([
			{ orderNumber: '20-RD12H', onHold: true, subOrders: [{ statusCode: 'C' }] },
			{
				orderNumber: '20-RD11K',
				onHold: true,
				subOrders: [{ statusCode: 'R' }, { statusCode: 'D' }],
			},
			{ orderNumber: '20-RD10B', onHold: false },
		]);
		expect(raw.items).toMatchObject([
			{ ordernumber: '20-RD12H', suborders: [{ statuscode: 'C', holdreasoncode: 'CH' }] },
			{ ordernumber: '20-RD11K' },
			{ ordernumber: '20-RD10B' },
		]);
	});

	test('linked documents in rows; one that is gone is null and named', async () => {
		const simulator = await simulate({ orders: 3 });
		const { items, hints } = await execute({
			credential: credentialFor(simulator),
			parameters: {
				returnAll: true,
				filters: { orderStatus: ['I'] },
				options: { includeLinked: ['order', 'invoice'] },
			},
		});
		const old = items.filter(({ orderNumber }) => orderNumber === '20-RD10B');

		expect(items.length).toBeGreaterThan(1);
		expect(items.every(({ order }) => typeof order === 'object' && order !== null)).toBe(true);
		expect(old).toMatchObject([{ invoice: null }]);
		expect(hints).toMatchObject([
			{
				message: expect.stringMatching(
					/^\d+ linked documents could not be fetched\. The first was /,
				) as string,
				type: 'warning',
			},
		]);
	});

	test('nothing found gives no items, and a hint that the search worked', async () => {
		const { items, hints, error } = await execute({
			credential: credentialFor(await simulate()),
			parameters: { filters: { orderNumber: 'no-such-order' } },
		});

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
		expect(hints).toMatchObject([
			{ message: expect.stringContaining('The search worked') as string, type: 'info' },
		]);
	});
});

describe('Limit', () => {
	test('50 items unless more are wanted, and a hint that tells the number found', async () => {
		const { items, hints } = await execute({
			credential: credentialFor(await simulate({ orders: 1_234, documentedOrders: false })),
		});

		expect(items).toHaveLength(50);
		expect(hints).toEqual([
			{
				message: 'Stopped at the limit of 50; Ingram Micro found 1,234 orders.',
				location: 'outputPane',
				type: 'info',
			},
		]);
	});

	test('Return All gives every order of several pages, once each', async () => {
		const simulator = await simulate({ orders: 730, documentedOrders: false });
		const { items, hints } = await execute({
			credential: credentialFor(simulator),
			parameters: { returnAll: true, output: 'orders' },
		});

		expect(items.map(({ orderNumber }) => orderNumber)).toEqual(
			simulator.orders.map(({ orderNumber }) => orderNumber),
		);
		expect(hints).toEqual([]);
	});

	test('a limit whose expression gives nothing is not "no limit"', async () => {
		const { items } = await execute({
			credential: credentialFor(await simulate({ orders: 120 })),
			parameters: { limit: '={{ $json.missing }}' },
		});

		expect(items).toHaveLength(50);
	});
});

describe('Filters', () => {
	test('a day without zone is a day in the time zone of the workflow', async () => {
		const simulator = await simulate();
		await execute({
			credential: credentialFor(simulator),
			timezone: 'Europe/Berlin',
			parameters: { filters: { createdAfter: '2020-10-03', createdBefore: '2020-11-03T12:00' } },
		});

		expect(searchesAt(simulator)).toMatchObject([
			{ startcreatetimestamp: '2020-10-02T22:00:00Z', endcreatetimestamp: '2020-11-03T11:00:00Z' },
		]);
	});

	test('a Luxon date from an expression', async () => {
		const simulator = await simulate();
		await execute({
			credential: credentialFor(simulator),
			timezone: 'Asia/Tokyo',
			parameters: {
				filters: {
					createdAfter: '={{ DateTime.fromISO("2020-10-03T15:54:39Z").minus({ days: 1 }) }}',
				},
			},
		});

		expect(searchesAt(simulator)).toMatchObject([{ startcreatetimestamp: '2020-10-02T15:54:39Z' }]);
	});

	test('status, hold reason and On Hold Only choose rows', async () => {
		const credential = credentialFor(await simulate());
		const rowsFor = async (filters: object) => {
			const { items } = await execute({ credential, parameters: { filters: { ...filters } } });
			return items.map(({ subOrderNumber }) => subOrderNumber);
		};

		expect(await rowsFor({ orderNumber: '20-RD11K', orderStatus: ['D'] })).toEqual(['20-RD11K-21']);
		expect(await rowsFor({ orderNumber: '20-RD11K', orderStatus: 'd, c' })).toEqual([
			'20-RD11K-21',
		]);
		expect(await rowsFor({ orderNumber: '20-RD11K', holdReason: ['blank'] })).toEqual([
			'20-RD11K-11',
		]);
		expect(await rowsFor({ customerOrderNumber: 'CUSTPO', onHoldOnly: true })).toEqual([
			'20-RD12H-11',
			'20-RD11K-21',
		]);
	});

	test('page, page size and another account', async () => {
		const applications = [
			{
				clientId: 'demo-app',
				clientSecret: 'demo-secret',
				accounts: [
					{ customerNumber: '20-123456', countryCode: 'UK' },
					{ customerNumber: '30-654321', countryCode: 'DE' },
				],
			},
		];
		const simulator = await simulate({ applications, orders: 10 });
		const { items } = await execute({
			credential: credentialFor(simulator),
			parameters: {
				output: 'orders',
				options: { customerNumber: '30-654321', countryCode: 'DE', pageSize: 4, pageNumber: 2 },
			},
		});

		expect(items.map(({ orderNumber }) => orderNumber)).toEqual(
			simulator
				.ordersOf('30-654321')
				.slice(4, 8)
				.map(({ orderNumber }) => orderNumber),
		);
		expect(searchesAt(simulator)).toMatchObject([
			{ customernumber: '30-654321', isocountrycode: 'DE', pagesize: '4', pagenumber: '2' },
		]);
	});
});

describe('Hints', () => {
	test('codes that the document does not list', async () => {
		const { hints } = await execute({
			credential: credentialFor(await simulate({ orders: 400, unknownCodes: true })),
			parameters: { returnAll: true },
		});

		expect(hints).toEqual([
			{
				message: expect.stringMatching(
					/^Ingram Micro sent order status codes [^.]+: \w[^.]+\. Ingram Micro sent hold reason codes [^.]+: \w[^.]+\.$/,
				) as string,
				location: 'outputPane',
				type: 'info',
			},
		]);
	});

	test.each([
		[[1, 1], ' The same is true of 1 other input item.'],
		[[1, 1, 1], ' The same is true of 2 other input items.'],
		[[1, 2, 50], ' Something similar is true of 1 other input item.'],
	])('limits of %j, one for each input item, are told once', async (limits, others) => {
		const { hints } = await execute({
			credential: credentialFor(await simulate({ orders: 10, documentedOrders: false })),
			parameters: { limit: '={{ $json.limit }}' },
			items: limits.map((limit) => ({ limit })),
		});

		expect(hints.map(({ message }) => message)).toEqual([
			`Stopped at the limit of 1; Ingram Micro found 10 orders.${others}`,
		]);
	});

	test('an incomplete result is a warning', async () => {
		const simulator = await simulate({
			orders: 400,
			documentedOrders: false,
			faults: [{ kind: 'delete-orders', endpoint: 'search', every: 1, count: 1 }],
		});
		const { hints, error } = await execute({
			credential: credentialFor(simulator),
			parameters: { returnAll: true },
		});

		expect(error).toBeUndefined();
		expect(hints).toContainEqual({
			message: expect.stringMatching(/^The result may be incomplete: /) as string,
			location: 'outputPane',
			type: 'warning',
		});
	});

	test('how long it waited for the rate limit', async () => {
		const simulator = await simulate({
			orders: 500,
			rateLimit: { limit: 4, windowMs: 1_500, start: 'first-request' },
		});
		const { items, hints } = await execute({
			credential: credentialFor(simulator),
			parameters: { returnAll: true, output: 'orders' },
		});

		expect(items).toHaveLength(simulator.orders.length);
		expect(simulator.violations).toEqual([]);
		expect(hints).toEqual([
			{
				// What is left of the window, and up to a second that a Date header leaves open.
				message: expect.stringMatching(
					/^Waited [1-9] s for the rate limit of Ingram Micro\.$/,
				) as string,
				location: 'outputPane',
				type: 'info',
			},
		]);
	});
});
