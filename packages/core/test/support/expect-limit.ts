import type { ModelWorld } from './model-world.ts';

/**
 * No call is refused that was sent after an answer had told what its window holds. Where every answer
 * tells that, and nobody else uses the application, no window gets more calls than it holds at all.
 */
export function expectLimitKept({ arrived, mishaps, rules }: ModelWorld): void {
	expect(
		arrived.filter(({ verdict, windowWasKnown }) => verdict === 'quota' && windowWasKnown),
	).toEqual([]);
	if (mishaps.size > 0 || rules.otherCalls > 0) return;
	const perWindow = new Map<number, number>();
	for (const { window } of arrived) perWindow.set(window, (perWindow.get(window) ?? 0) + 1);
	expect(Math.max(0, ...perWindow.values())).toBeLessThanOrEqual(rules.limit);
}
