import { createApi, type ApiOptions, type Order } from '@ingram-orders/simulator';
import { noon } from './support.ts';

/** The codes of the document's tables, typed off it once more. */
const statusCodes = ['', 'C', 'D', 'E', 'F', 'I', 'O', 'R', 'S', 'V', 'W'];
const holdReasonCodes =
	'AC BA BL BO C3 C4 C5 C8 CC CH CL EA EH ER ES EU EX FL GM IC IM IN LM LT MN PC PD R1 RP S2 SB SE SF SH SM SP TV VO VR WT ZS'.split(
		' ',
	);

const generate = (options: ApiOptions): readonly Order[] =>
	createApi({ now: () => noon, documentedOrders: false, ...options }).orders;

const subOrdersOf = (orders: readonly Order[]): Order['subOrders'] =>
	orders.flatMap(({ subOrders }) => subOrders);

describe('generated orders', () => {
	it('are the same for the same seed and other ones for another', () => {
		expect(generate({ seed: 7 })).toEqual(generate({ seed: 7 }));
		expect(generate({ seed: 7 })).not.toEqual(generate({ seed: 8 }));
	});

	it('have numbers of their own, also among 100,000 and beside those of the document', () => {
		const orders = generate({ orders: 100_000, documentedOrders: true });
		const numbers = new Set(orders.map(({ orderNumber }) => orderNumber));
		// Of the document's 13 orders, ten share a number.
		expect(numbers.size).toBe(100_004);
		const subOrders = subOrdersOf(orders);
		expect(new Set(subOrders.map(({ subOrderNumber }) => subOrderNumber)).size).toBe(
			subOrders.length,
		);
	});

	it('spread over the days before today', () => {
		const orders = generate({ orders: 1000, days: 10 });
		const age = (order: Order | undefined): number =>
			(noon - Date.parse(order?.entryTimestamp ?? '')) / 86_400_000;
		expect(age(orders[0])).toBeGreaterThanOrEqual(0);
		expect(age(orders[0])).toBeLessThan(0.1);
		expect(age(orders.at(-1))).toBeGreaterThan(9.9);
		expect(age(orders.at(-1))).toBeLessThanOrEqual(10);
		expect(age(orders[500])).toBeCloseTo(5, 0);
	});

	it('have one to four suborders, every code of the document, and 10 to 15 % on hold', () => {
		const orders = generate({ orders: 5000 });
		expect(new Set(orders.map((order) => order.subOrders.length))).toEqual(new Set([1, 2, 3, 4]));
		const subOrders = subOrdersOf(orders);
		expect(new Set(subOrders.map(({ statusCode }) => statusCode))).toEqual(new Set(statusCodes));
		expect(new Set(subOrders.map(({ holdReasonCode }) => holdReasonCode))).toEqual(
			new Set(['', ...holdReasonCodes]),
		);
		const held = subOrders.filter(
			({ holdReasonCode }) => holdReasonCode !== '' && holdReasonCode !== 'VO',
		);
		expect(held.length / subOrders.length).toBeGreaterThan(0.1);
		expect(held.length / subOrders.length).toBeLessThan(0.15);
		expect(held.every(({ statusCode }) => 'CDOS'.includes(statusCode))).toBe(true);
		for (const { statusCode, holdReasonCode } of subOrders) {
			expect(holdReasonCode === 'VO').toBe(statusCode === 'V');
		}
	});

	it('have codes unknown to the document only by option', () => {
		const unknown = subOrdersOf(generate({ orders: 2000, unknownCodes: true })).filter(
			({ statusCode, holdReasonCode }) =>
				!statusCodes.includes(statusCode) || !['', ...holdReasonCodes].includes(holdReasonCode),
		);
		expect(unknown.length).toBeGreaterThan(50);
	});

	it('share a purchase order now and then', () => {
		const orders = generate({ orders: 1000 });
		const purchases = new Set(orders.map(({ customerOrderNumber }) => customerOrderNumber)).size;
		expect(purchases).toBeLessThan(970);
		expect(purchases).toBeGreaterThan(850);
	});
});
