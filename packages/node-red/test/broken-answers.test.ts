import { startSimulator, type Fault, type Simulator } from '@ingram-orders/simulator';
import { searchOverHttp } from './support/over-http.ts';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await startSimulator({ orders: 20, documentedOrders: false });
});

afterEach(() => simulator.close());

/** Searches while the fault lasts; `timeout` in seconds for each request. */
async function searchDuring(fault: Fault, timeout = 1) {
	simulator.control.fault({ ...fault, endpoint: 'search' });
	const { result, progress } = await searchOverHttp(simulator, { timeout });
	const reasons = progress.flatMap((step) => (step.kind === 'retrying' ? [step.reason] : []));
	return { result, reasons, searches: simulator.control.state().requestCounts.search };
}

test('an answer that is too long is said to be that, and not asked for again', async () => {
	// So many bytes take a while on a busy machine.
	const oversized: Fault = { kind: 'oversized', bytes: 34 * 1024 * 1024, every: 1 };
	const { result, searches } = await searchDuring(oversized, 20);
	expect(result).toMatchObject({
		...{ code: 'UNREADABLE_ANSWER', retryable: false },
		message: expect.stringContaining('longer than 32 MB') as unknown,
	});
	expect(searches).toBe(1);
});

test('a server that hangs is said not to answer in time, and is asked again', async () => {
	const { result, reasons, searches } = await searchDuring({ kind: 'hang' });
	expect(reasons).toEqual([`Ingram Micro at ${simulator.origin} did not answer within 1 s.`]);
	expect([result, searches]).toEqual([expect.any(Number), 2]);
});

test('an answer that breaks off is said to be lost, and is asked for again', async () => {
	const { result, reasons, searches } = await searchDuring({ kind: 'reset-mid-body' });
	expect(reasons).toEqual([expect.stringContaining('connection was lost')]);
	expect([result, searches]).toEqual([expect.any(Number), 2]);
});
