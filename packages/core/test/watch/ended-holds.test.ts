import { Comparing, entered, orderWith, start, type Codes } from '../support/watch-seen.ts';

test('what is known of holds that are over does not grow, and no id comes twice', () => {
	const watch = new Comparing({ tellFirst: true });
	const ids = new Set<string>();
	const orders = Array.from({ length: 4000 }, (_, index) => index);
	const round = (from: number, codes: Codes) => {
		const some = orders.map((index) =>
			orderWith(`20-${from + index}`, [codes], entered(start - (from + index) * 1000)),
		);
		for (let poll = 0; poll < (codes === '/' ? 1 : 4); poll++) {
			watch.poll(some, { at: start });
			for (const id of watch.ids) {
				expect(ids.has(id)).toBe(false);
				ids.add(id);
			}
		}
	};
	for (let repeat = 0; repeat < 2; repeat++) {
		for (const from of [0, 4000, 8000]) {
			round(from, 'C/CC');
			round(from, '/');
		}
	}
	expect(watch.state?.endedHolds.size).toBe(10_000);
	expect(ids.size).toBe(2 * 3 * 2 * 4000);
});
