import {
	asked,
	createScriptedWorld,
	orderOf,
	pageOf,
	subOrderOf,
} from '../support/scripted-world.ts';
import { search, type Result } from '../support/simulated-world.ts';

/** A search of a server with these orders, in pages of ten. */
async function searchOf(orders: readonly object[], input: object = {}): Promise<Result> {
	const size = 10;
	const world = createScriptedWorld({
		api: (request) => {
			const { ordernumber, pagenumber } = asked(request);
			const page = Number(pagenumber) - 1;
			const found = orders.filter((order) => !ordernumber || isNumbered(order, ordernumber));
			return pageOf(
				found.slice(page * size, (page + 1) * size),
				String(found.length),
				String(size),
			);
		},
	});
	const result = await world.clock.run(search(world, input));
	expect(result.error).toBeUndefined();
	return result;
}

function isNumbered(order: object, number: string): boolean {
	return 'ordernumber' in order && order.ordernumber === number;
}

function warningsOf({ summary }: Result, code: string): string[] {
	return summary.warnings.filter((warning) => warning.code === code).map(({ message }) => message);
}

/** Orders with these numbers, each with one suborder of this status and hold reason. */
function ordersWith(numbers: readonly number[], codes: (number: number) => [string, string]) {
	return numbers.map((number) =>
		orderOf(`20-${number}`, [subOrderOf(`20-${number}-11`, ...codes(number))]),
	);
}

const five = [1, 2, 3, 4, 5];
const thirty = Array.from({ length: 30 }, (_, index) => index + 1);

describe('codes that no table lists', () => {
	test('are named, each once, those of statuses apart from those of hold reasons', async () => {
		const unknown = ordersWith(five, (number) => [number < 4 ? '?1' : '?2', 'Z?']);
		expect(warningsOf(await searchOf(unknown), 'UNKNOWN_CODE')).toEqual([
			expect.stringMatching(/order status codes that its table does not list: \?1, \?2\.$/),
			expect.stringMatching(/hold reason codes that its table does not list: Z\?\.$/),
		]);
	});

	test('are named up to twenty', async () => {
		const unknown = ordersWith(thirty, (number) => [`?${number}`, `Z${number}`]);
		const warnings = warningsOf(await searchOf(unknown), 'UNKNOWN_CODE');
		expect(warnings.map((message) => message.split(', ').length)).toEqual([20, 20]);
	});

	test('are not told of where there are none', async () => {
		const known = ordersWith(five, () => ['C', 'CH']);
		expect((await searchOf(known)).summary.warnings).toEqual([]);
	});
});

describe('a limit that is reached', () => {
	const orders = ordersWith(thirty, () => ['C', 'CH']);

	test('tells how many orders there are', async () => {
		const { summary } = await searchOf(orders, { limit: 3 });
		expect(summary.warnings).toEqual([
			{
				code: 'LIMIT_REACHED',
				message: 'Stopped at the limit of 3; Ingram Micro found 30 orders.',
			},
		]);
	});

	test('tells that they were counted before the filters', async () => {
		const [message] = warningsOf(
			await searchOf(orders, { limit: 3, onHoldOnly: true }),
			'LIMIT_REACHED',
		);
		expect(message).toBe(
			'Stopped at the limit of 3; Ingram Micro found 30 orders, before the filters on status and hold.',
		);
	});

	test('tells of one order with more shipments than that', async () => {
		const shipments = five.map((number) => subOrderOf(`20-1-${number}1`));
		const [message] = warningsOf(
			await searchOf([orderOf('20-1', shipments)], { limit: 3 }),
			'LIMIT_REACHED',
		);
		expect(message).toBe('Stopped at the limit of 3; Ingram Micro found 1 order.');
	});

	test('tells how many of several numbers were looked up', async () => {
		const orderNumber = five.map((number) => `20-${number}`);
		const [message] = warningsOf(
			await searchOf(orders, { limit: 2, orderNumber }),
			'LIMIT_REACHED',
		);
		expect(message).toMatch(/^Stopped at the limit of 2, with [2-5] of 5 numbers looked up\.$/);
	});
});

describe('numbers without an order', () => {
	const orders = ordersWith(five, () => ['C', 'CH']);
	const numbersFrom = (first: number, count: number) =>
		Array.from({ length: count }, (_, index) => `20-${first + index}`);

	test('are named', async () => {
		const orderNumber = [...numbersFrom(4, 2), ...numbersFrom(901, 2)];
		expect(warningsOf(await searchOf(orders, { orderNumber }), 'NOT_FOUND')).toEqual([
			'2 of 4 numbers have no order: 20-901, 20-902.',
		]);
	});

	test('are named up to ten, and the others counted', async () => {
		const orderNumber = [...numbersFrom(1, 1), ...numbersFrom(901, 13)];
		const [message = ''] = warningsOf(await searchOf(orders, { orderNumber }), 'NOT_FOUND');
		expect(message).toMatch(/^13 of 14 numbers have no order: 20-901, .*20-910 and 3 more\.$/);
	});

	test('are not told of where all have one', async () => {
		const { summary } = await searchOf(orders, { orderNumber: numbersFrom(1, 5) });
		expect(summary.warnings).toEqual([]);
	});
});
