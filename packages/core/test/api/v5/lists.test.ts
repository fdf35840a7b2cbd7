import { v5 } from '../../../src/api/v5/index.ts';
import { readLinks } from '../../../src/api/read-links.ts';
import { criteriaFor } from '../../../src/input/criteria.ts';
import { holdStatuses } from '../../../src/reference/order-status.ts';
import type { Order } from '../../../src/orders/order.ts';
import { testAccount } from '../../support/accounts.ts';

const account = testAccount();
const now = Date.UTC(2026, 0, 15, 12);

test('what is on hold is a list for each status of a hold, of the customer and the period', () => {
	const criteria = criteriaFor(account, { createdAfter: Date.UTC(2026, 0, 10) });
	const asked = v5
		.heldListings(account, criteria, now)
		.map((list) => Object.fromEntries(new URL(list.page(1, 100).url).searchParams));
	expect(asked.map(({ orderstatus }) => orderstatus)).toEqual([...holdStatuses]);
	expect(asked[0]).toMatchObject({
		customernumber: '20-123456',
		startcreatetimestamp: '2026-01-10T00:00:00Z',
	});
});

test('links are one object or several, and what is not an object is none', () => {
	const link = { topic: 'orders', href: '/resellers/v5/orders/1', type: 'GET' };
	expect(readLinks({ links: link })).toEqual([link]);
	expect(readLinks({ Links: ['text', null, link, [link], { href: 7 }] })).toEqual([
		link,
		{ topic: '', href: '7', type: '' },
	]);
});

test('an order that was sent without a list of suborders has one where others were added', () => {
	const raw = { ordernumber: '20-1' };
	const subOrder = { subordernumber: '11' };
	const order: Order = {
		...{ orderNumber: '20-1', customerOrderNumber: '', entryTimestamp: '', links: [], raw },
		subOrders: [
			{
				...{ subOrderNumber: '11', statusCode: '', status: '', holdReasonCode: '' },
				...{ holdReason: '', onHold: false, links: [], raw: subOrder },
			},
		],
	};
	expect(v5.toRaw(order)).toEqual({ ordernumber: '20-1', suborders: [subOrder] });
	expect(v5.toRaw({ ...order, subOrders: [] })).toBe(raw);
});
