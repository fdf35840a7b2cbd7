import { readSearchAnswer } from '../../../src/api/v6/search-answer.ts';
import { toRawOrder } from '../../../src/api/v6/raw-order.ts';
import { v6 } from '../../../src/api/v6/index.ts';
import { toRows } from '../../../src/orders/rows.ts';
import { orderOfV6, pageOfV6 } from '../../support/v6-answers.ts';

const now = Date.UTC(2026, 0, 15, 12);

function read(body: string, status = 200) {
	return readSearchAnswer({ status, headers: {}, body });
}

function pageIn(body: string) {
	const outcome = read(body);
	if (outcome.kind !== 'value') throw new Error('It is not a page.');
	return outcome.value;
}

function rowsOf(order: object) {
	return pageIn(pageOfV6([order])).orders.flatMap((read) => toRows(read, v6.codes, now));
}

test('an order gives the rows of version 5, by words instead of codes', () => {
	expect(rowsOf(orderOfV6('20-1', ['im::ON_HOLD', 'Canceled', 'Processing']))).toMatchObject([
		{
			orderNumber: '20-1',
			customerOrderNumber: 'PO-20-1',
			onHold: true,
			statusDescription: 'On hold',
			holdReasonDescription: '',
			ageDays: 5,
			entryTimestamp: '2026-01-10T12:00:00Z',
			subOrderNumber: '20-1-11',
			statusCode: 'ON HOLD',
			status: 'im::ON_HOLD',
			holdReasonCode: '',
			holdReason: '',
		},
		{ onHold: false, statusCode: 'V', status: 'Canceled', holdReasonDescription: 'No hold' },
		{ onHold: false, statusCode: '', statusDescription: 'In progress/Open order' },
	]);
});

test('a held shipment is never said to have no hold, also where its kind is told', () => {
	expect(rowsOf(orderOfV6('20-1', ['SALES HOLD']))).toMatchObject([
		{ onHold: true, statusCode: 'S', statusDescription: 'Sales Hold', holdReasonDescription: '' },
	]);
});

test('a shipment without a status has that of its order', () => {
	const order = { ...orderOfV6('20-1', ['']), orderStatus: 'ON HOLD' };
	expect(rowsOf(order)).toMatchObject([{ statusCode: 'ON HOLD', subOrderNumber: '20-1-11' }]);
});

test('an entry that is only links makes no row, and its links are the order’s', () => {
	const links = { topic: 'orders', href: '/resellers/v6.1/orders/20-1', type: 'GET' };
	const order = orderOfV6('20-1', ['SHIPPED']);
	const withLinks = { ...order, subOrders: [...order.subOrders, { links }] };
	expect(rowsOf(withLinks)).toMatchObject([{ orderLink: links.href }]);
	const [read] = pageIn(pageOfV6([withLinks])).orders;
	expect(read && toRawOrder(read)).toEqual(withLinks);
});

test.each([undefined, []])('an order without shipments keeps its status (%j)', (subOrders) => {
	const order = {
		ingramOrderNumber: '7059827143',
		ingramOrderDate: '2026-01-12',
		orderStatus: 'On Hold',
		...(subOrders && { subOrders }),
	};
	expect(rowsOf(order)).toMatchObject([
		{
			orderNumber: '7059827143',
			entryTimestamp: '2026-01-12',
			ageDays: 3,
			subOrderNumber: '',
			statusCode: 'ON HOLD',
			onHold: true,
			orderLink: '/resellers/v6.1/orders/7059827143',
		},
	]);
	const [read] = pageIn(pageOfV6([order])).orders;
	expect(read && toRawOrder(read)).toBe(read?.raw);
});

test('counts come as text or as numbers, links as one or several', () => {
	const links = [
		{ topic: 'orders', href: '/resellers/v6.1/orders/20-1-11' },
		{ topic: 'invoices', href: '/resellers/v5/invoices/201' },
	];
	const order = orderOfV6('20-1', []);
	const body = pageOfV6([{ ...order, subOrders: [{ subOrderNumber: '11', links }] }], {
		recordsFound: '123',
		pageSize: '25',
	});
	const page = pageIn(body);
	expect(page).toMatchObject({ ordersFound: 123, pageSize: 25 });
	expect(page.orders.flatMap((read) => toRows(read, v6.codes, now))).toMatchObject([
		{ orderLink: '/resellers/v6.1/orders/20-1-11', invoiceLink: '/resellers/v5/invoices/201' },
	]);
});

const error = (message: string, fields?: unknown) =>
	JSON.stringify({ errors: [{ message, fields }] });

test.each([
	[204, ''],
	[200, ''],
	[200, '{"recordsFound":0}'],
	[200, '{"recordsFound":"0","orders":[]}'],
	[200, '{"orders":[]}'],
	[404, error('Order not found.')],
	[404, error('No Records Found')],
	[404, error('No records found for the provided criteria.')],
	[400, error('No Orders found for submitted values')],
	[404, `[${error('Data not found')}]`],
])('%i with the body %j says that nothing was found', (status, body) => {
	expect(read(body, status)).toMatchObject({
		kind: 'value',
		value: { ordersFound: 0, orders: [] },
	});
});

test('any other 404 is a failure', () => {
	expect(read('<html>', 404)).toMatchObject({ failure: { code: 'NOT_FOUND' } });
});

test('a page that does not say how many there are is not taken for all of them', () => {
	const body = JSON.stringify({ orders: [orderOfV6('20-1', [])] });
	expect(read(body)).toMatchObject({ failure: { code: 'UNREADABLE_ANSWER' } });
});

test('a refusal tells what its fields say', () => {
	const fields = [{ field: 'ingramOrderDate-bt', message: 'input date format error' }];
	expect(read(error('Validation failed', fields), 400)).toMatchObject({
		failure: {
			code: 'REQUEST_REFUSED',
			apiMessage: 'Validation failed – ingramOrderDate-bt: input date format error',
		},
	});
});

test('an App ID without version 6 is told so: neither the secret nor the token is wrong', () => {
	const body = JSON.stringify({
		fault: { faultstring: 'Invalid API call as no apiproduct match found' },
	});
	expect(read(body, 401)).toMatchObject({
		kind: 'failed',
		failure: {
			code: 'ACCESS_DENIED',
			message: expect.stringContaining('not approved for version 6') as unknown,
		},
	});
	expect(read('{}', 401)).toMatchObject({ kind: 'unauthorized' });
});

test.each([
	[
		'IM-CustomerNumber must be in the format XX-XXXXXX',
		'REQUEST_REFUSED',
		/form of the customer number/,
	],
	['IM-CountryCode is not valid', 'REQUEST_REFUSED', /form of the country code/],
	['Invalid CountryCode', 'REQUEST_REFUSED', /form of the country code/],
	[
		'Invalid customer number. The customer number provided on the API call does not match the registered customer number.',
		'CUSTOMER_MISMATCH',
		/does not belong/,
	],
])('%s is %s', (message, code, words) => {
	const outcome = read(error('Validation failed', [{ field: 'x', message }]), 400);
	expect(outcome).toMatchObject({
		failure: { code, message: expect.stringMatching(words) as unknown },
	});
});

test.each([
	['an order in it is not an object', ['20-1']],
	['an order in it has no number', [{ ...orderOfV6('', []), customerOrderNumber: '' }]],
	['a suborder in it is not an object', [{ ...orderOfV6('20-1', []), subOrders: ['11'] }]],
])('where %s, nothing is taken from the page', (words, orders) => {
	expect(read(pageOfV6(orders))).toMatchObject({
		failure: { code: 'UNREADABLE_ANSWER', message: expect.stringContaining(words) as unknown },
	});
});

test('one of the two numbers is enough', () => {
	const orders = [
		{ ...orderOfV6('20-1', []), customerOrderNumber: '' },
		{ ...orderOfV6('', []), customerOrderNumber: 'PO-2' },
	];
	expect(pageIn(pageOfV6(orders)).orders).toMatchObject([
		{ orderNumber: '20-1', customerOrderNumber: '' },
		{ orderNumber: '', customerOrderNumber: 'PO-2' },
	]);
});

test.each([
	['{"x":1}', 'it holds no list of orders.'],
	[
		JSON.stringify({ orders: [orderOfV6('20-1', [])] }),
		'it does not say how many orders were found.',
	],
])('%s says what is missing, and is not asked for again', (body, words) => {
	expect(read(body)).toMatchObject({
		failure: {
			...{ code: 'UNREADABLE_ANSWER', retryable: false },
			message: expect.stringContaining(words) as unknown,
		},
	});
});

test('the links of an order are its own and those of entries without a shipment; details are linked once', () => {
	const link = (topic: string) => ({ topic, href: `/${topic}`, type: 'GET' });
	const linksOf = (ofOrder: object[], ofEntry: object[], number = '20-1') => {
		const order = {
			...orderOfV6(number, ['SHIPPED']),
			links: ofOrder,
		};
		const subOrders = [{ ...order.subOrders[0], links: [link('shipment')] }, { links: ofEntry }];
		return pageIn(pageOfV6([{ ...order, subOrders }])).orders[0]?.links;
	};
	expect(linksOf([link('Orders')], [link('invoices')])).toEqual([link('Orders'), link('invoices')]);
	expect(linksOf([], [link('order')])).toEqual([link('order')]);
	const built = { topic: 'orders', href: '/resellers/v6.1/orders/20-1', type: 'GET' };
	expect(linksOf([link('my order')], [])).toEqual([link('my order'), built]);
	expect(linksOf([], [], '')).toEqual([]);
});

test('a shipment needs no number where its status is told', () => {
	const order = { ...orderOfV6('20-1', []), subOrders: [{ subOrderStatus: 'SHIPPED' }, {}] };
	expect(rowsOf(order)).toMatchObject([{ subOrderNumber: '', status: 'SHIPPED' }]);
	expect(rowsOf(order)).toHaveLength(1);
});

test.each([
	[' 2026-01-12 ', '2026-01-12'],
	['2026-01-12T10:00:00+02:00', '2026-01-12T08:00:00Z'],
	['on 2026-01-12', 'on 2026-01-12'],
])('entered %j is entered %j', (ingramOrderDate, entryTimestamp) => {
	expect(rowsOf(orderOfV6('20-1', ['SHIPPED'], { ingramOrderDate }))).toMatchObject([
		{ entryTimestamp },
	]);
});
