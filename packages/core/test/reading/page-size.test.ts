import { asked, createScriptedWorld, orderOf, pageOf } from '../support/scripted-world.ts';
import { orderNumbers, search } from '../support/simulated-world.ts';

const orders = Array.from({ length: 30 }, (_, index) => orderOf(`20-${index + 1}`));

/** A server that pages by one size, and says that it is another one. */
async function readAll(used: number, says: string) {
	const world = createScriptedWorld({
		api: (request) => {
			const page = Number(asked(request)['pagenumber']) - 1;
			const sent = orders.slice(page * used, (page + 1) * used);
			return pageOf(sent, String(orders.length), says);
		},
	});
	const result = await world.clock.run(search(world, { output: 'orders', pageSize: 10 }));
	return { ...result, numbers: orderNumbers(result.items), pagesAsked: pagesOf(world.sent) };
}

function pagesOf(requests: readonly Parameters<typeof asked>[0][]): number[] {
	return requests.map((request) => Number(asked(request)['pagenumber']));
}

test.each([
	['the size that was asked for', 10, '10'],
	['a smaller one', 4, '4'],
	['one that it says nothing of', 4, ''],
	['fewer than it says', 4, '10'],
	['fewer than it says, more than was asked for', 4, '50'],
	['more than it says', 8, '5'],
	['none, as it says', 4, '0'],
	['one at a time', 1, '1'],
] as const)(
	'by %s: every order comes once, and no page is asked for in vain',
	async (_, used, says) => {
		const { error, summary, numbers, pagesAsked } = await readAll(used, says);
		expect(error).toBeUndefined();
		expect(summary.complete).toBe(true);
		expect(numbers.toSorted()).toEqual(orders.map((_, index) => `20-${index + 1}`).toSorted());
		const pages = Math.ceil(orders.length / used);
		expect(pagesAsked.toSorted((a, b) => a - b)).toEqual(
			Array.from({ length: pages }, (_, index) => index + 1),
		);
	},
);
