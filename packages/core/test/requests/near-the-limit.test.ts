import { createObservedWorld } from '../support/observed-world.ts';
import {
	acceptableMs,
	drawFrom,
	drawSituation,
	possibleMs,
	run,
	type Draw,
	type Situation,
} from '../support/near-the-limit.ts';
import { search } from '../support/simulated-world.ts';

/** Searches every situation, and gives those that took too long with what they may take. */
async function tooSlow(
	count: number,
	seed: number,
	given: (draw: Draw) => Partial<Situation>,
	allowedRefusals = 0,
): Promise<object[]> {
	const slow: object[] = [];
	const draw = drawFrom(seed);
	for (let index = 0; index < count; index++) {
		const situation = drawSituation(given(draw), draw);
		const { pages } = situation;
		const { tookMs, result, world } = await run(situation);
		const refused = world.api.violations[0]?.violations ?? 0;
		expect(result.error).toBeUndefined();
		expect(result.summary).toMatchObject({ complete: true, ordersReturned: pages });
		expect(result.summary.requests).toBe(pages + refused);
		expect(refused).toBeLessThanOrEqual(allowedRefusals);
		const acceptable = acceptableMs(situation);
		if (tookMs > acceptable) {
			slow.push({ ...situation, tookMs, acceptable, possible: possibleMs(situation) });
		}
	}
	return slow;
}

/** Resets that come so soon that a second more or less matters. */
const soon = { min: 500, max: 5000 };

test('nothing is left in the window, as an earlier answer has told', async () => {
	const given = { left: 0, isKnown: true };
	expect(await tooSlow(40, 1, () => given)).toEqual([]);
	const soonReset = ({ between }: Draw) => ({ ...given, resetInMs: between(soon.min, soon.max) });
	expect(await tooSlow(40, 2, soonReset)).toEqual([]);
});

test('nothing is left in the window, which the first request finds out', async () => {
	const given = { left: 0, isKnown: false };
	expect(await tooSlow(40, 3, () => given, 1)).toEqual([]);
	const soonReset = ({ between }: Draw) => ({ ...given, resetInMs: between(soon.min, soon.max) });
	expect(await tooSlow(40, 4, soonReset, 1)).toEqual([]);
});

test('there are more pages than calls left', async () => {
	const more = ({ between }: Draw) => {
		const left = between(1, 59);
		return { left, pages: left + between(1, 130) };
	};
	expect(await tooSlow(40, 5, more)).toEqual([]);
	const soonReset = (draw: Draw) => ({
		...more(draw),
		resetInMs: draw.between(soon.min, soon.max),
	});
	expect(await tooSlow(40, 6, soonReset)).toEqual([]);
});

test('there are fewer pages than calls left', async () => {
	const fewer = ({ between }: Draw) => {
		const left = between(1, 59);
		return { left, pages: between(1, left) };
	};
	expect(await tooSlow(50, 7, fewer)).toEqual([]);
});

describe('a server that serves shorter pages than it was asked for, and repeats what was asked', () => {
	test('with calls left for all pages', async () => {
		const clamped = ({ between }: Draw) => {
			const left = between(1, 59);
			return { left, pages: between(1, left), isPageSizeClamped: true };
		};
		expect(await tooSlow(50, 8, clamped)).toEqual([]);
	});

	test('with any number of calls left', async () => {
		const clamped = ({ between }: Draw) => ({ left: between(1, 59), isPageSizeClamped: true });
		expect(await tooSlow(50, 9, clamped)).toEqual([]);
	});

	test('of 50 instead of 100', async () => {
		const latencyMs = 300;
		const world = createObservedWorld({
			startAt: Date.UTC(2026, 0, 15, 12),
			latencyMs,
			api: { orders: 350, documentedOrders: false, search: { maxPageSize: 50 } },
		});
		const { summary, tookMs } = await world.clock.run(search(world));
		expect(summary).toMatchObject({ complete: true, ordersReturned: 350, requests: 7 });
		// The token, page 1, and six pages at the same time.
		expect(tookMs).toBeLessThanOrEqual(1.1 * 3 * latencyMs);
	});
});
