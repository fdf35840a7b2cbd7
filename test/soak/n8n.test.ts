import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../nodes/shared/ingram.ts';
import { credentialFor, execute } from '../hosts/n8n/support/n8n.ts';
import { engines } from '../hosts/n8n/support/polling-n8n.ts';
import { closeSimulators, simulate } from '../hosts/n8n/support/simulators.ts';
import { clearStage, stageWith, stopTheClock, tick } from '../hosts/n8n/support/watching.ts';
import { clientSecret } from './canary.ts';
import { pollOften, watchedOrders, type HostEvent } from './host-polls.ts';
import { searchedOrders, searchOften, serverOf } from './host-searches.ts';
import { activeResources, resourcesLeft, watchProcess } from './leftovers.ts';
import { measureLiveHeap } from './live-memory.ts';
import { shortenPauses } from './short-pauses.ts';

jest.setTimeout(120_000);

/** What n8n and the tests themselves keep of a run is less; the items of one are more. */
const toleratedBytes = 20_000;

const seed = 1;

test('200 searches with faults: each gives every order once or fails, and leaves nothing behind', async () => {
	const before = activeResources();
	const watched = watchProcess();
	const restorePauses = shortenPauses(clock, 100);
	const simulator = await simulate(serverOf(searchedOrders()));
	const credential = credentialFor(simulator, { clientSecret });
	const runs = (from: number, to: number) =>
		searchOften(simulator, { seed, from, to }, async (input) => {
			const { limit, output, pageSize, timeout, maxWait, ...filters } = input;
			const { items, error, hints } = await execute({
				credential,
				parameters: {
					...(limit === undefined ? { returnAll: true } : { returnAll: false, limit }),
					...{ output, filters: withoutUnset(filters) },
					options: withoutUnset({ pageSize, timeout, maxWait }),
				} as IDataObject,
			});
			const told = [hints, inspect(error, { depth: 10, showHidden: true })];
			return { items, told, ...(error && { failure: error }) };
		});
	const first = await runs(1, 100);
	const heap = measureLiveHeap(100);
	const second = await runs(101, 200);
	const grown = measureLiveHeap(200).bytes - heap.bytes;

	expect(first.get('all given')).toBeGreaterThan(50);
	expect(second.get('all given')).toBeGreaterThan(50);
	expect(first.get('failed')).toBeGreaterThan(1);
	expect(grown / 100).toBeLessThan(toleratedBytes);
	restorePauses();
	await closeSimulators();
	watched.stop();
	expect(watched.problems).toEqual([]);
	expect(await resourcesLeft(before)).toEqual([]);
});

describe('polls', () => {
	beforeEach(stopTheClock);
	afterEach(clearStage);

	test.each(engines)('50 polls with faults by n8n with %s: each event once', async (engine) => {
		const on = await stageWith(watchedOrders(), {
			engine,
			parameters: {
				events: ['holdPlaced', 'holdChanged', 'holdReleased'],
				options: { fullScanEvery: 0, timeout: 10 },
			},
			simulator: serverOf(watchedOrders()),
			credential: { clientSecret },
		});
		await on.n8n.publish();
		const told = await pollOften(
			on.simulator,
			{ seed, from: 1, to: 25 },
			{
				poll: (isLongAfter) => tick(on, isLongAfter ? 31 : 5),
				told: () => on.n8n.told as unknown as HostEvent[],
				kept: () => [on.n8n.database, on.n8n.log],
				restart: () => on.n8n.restart(),
			},
		);
		expect(told).toBeGreaterThan(15);
	});
});

function withoutUnset(fields: object): object {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
