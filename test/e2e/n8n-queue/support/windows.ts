import type { Simulator } from '@ingram-orders/simulator';

/** What came in one window of the rate limit, by the server's clock. */
export interface WindowUse {
	readonly requests: number;
	readonly refused: number;
}

/** The windows in which searches came, in their order. */
export function windowsOf({ requests }: Simulator, windowMs: number): readonly WindowUse[] {
	const searches = requests.filter(({ endpoint }) => endpoint === 'search');
	const windows = Map.groupBy(searches, ({ at }) => Math.floor(at / windowMs));
	return [...windows.values()].map((inWindow) => ({
		requests: inWindow.length,
		refused: inWindow.filter(({ status }) => status === 429).length,
	}));
}
