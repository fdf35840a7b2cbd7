import { creditHold, orderOf } from './support/orders.ts';
import { engines } from './support/polling-n8n.ts';
import { searchesAt, untilAsked } from './support/simulators.ts';
import { clearStage, eventsOf, stageWith, stopTheClock, tick } from './support/watching.ts';

beforeEach(stopTheClock);
afterEach(clearStage);

const released = { statusCode: '', holdReasonCode: '' };

describe.each(engines)('n8n with %s', (engine) => {
	test('what is on hold at first is only noted; each event after it is told once', async () => {
		const on = await stageWith([orderOf('20-A', creditHold), orderOf('20-B')], {
			engine,
			parameters: { events: ['holdPlaced', 'holdReleased'] },
		});
		await on.n8n.publish();
		await tick(on);
		expect(on.n8n.executions).toEqual([]);

		on.simulator.control.changeOrder({ orderNumber: '20-B', ...creditHold });
		await tick(on);
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...released });
		await tick(on);
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-B-11', 'holdReleased 20-A-11']);
		expect(on.n8n.executions).toHaveLength(2);
		expect(on.n8n.failures).toEqual([]);
	});

	test('what is on hold at first is told where that is chosen, once', async () => {
		const on = await stageWith([orderOf('20-A', creditHold), orderOf('20-B')], {
			engine,
			parameters: { options: { firstPoll: 'emit' } },
		});
		await on.n8n.publish();
		await tick(on);
		await on.n8n.restart();
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
	});

	test('what changes while n8n is down is told after it, and nothing again', async () => {
		const on = await stageWith(
			[orderOf('20-A', creditHold), orderOf('20-B'), orderOf('20-C'), orderOf('20-D')],
			{ engine, parameters: { events: ['holdPlaced', 'holdReleased', 'holdChanged'] } },
		);
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-B', ...creditHold });
		await tick(on);
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-C', ...creditHold });
		await on.n8n.restart();
		await tick(on);
		await on.n8n.restart();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...released });
		on.simulator.control.changeOrder({ orderNumber: '20-B', holdReasonCode: 'SH' });
		await tick(on);
		await on.n8n.restart();
		await tick(on);

		const told = eventsOf(on.n8n.told);
		expect(told.slice(0, 2)).toEqual(['holdPlaced 20-B-11', 'holdPlaced 20-C-11']);
		expect(told.slice(2).sort()).toEqual(['holdChanged 20-B-11', 'holdReleased 20-A-11']);
		expect(new Set(on.n8n.told.map(({ eventId }) => eventId)).size).toBe(4);
	});

	test('a hold before the first restart is told although nothing was told before it', async () => {
		const on = await stageWith([orderOf('20-A', creditHold), orderOf('20-B')], { engine });
		await on.n8n.publish();
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-B', ...creditHold });
		await on.n8n.restart();
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-B-11']);
	});

	test('a change of the filters tells of nothing that is over, whatever n8n has forgotten', async () => {
		const on = await stageWith([orderOf('20-A'), orderOf('20-B')], {
			engine,
			parameters: { filters: { holdReason: ['SH'] } },
		});
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on);
		on.n8n.triggers = [{ parameters: {} }];
		await on.n8n.publish('update');
		await tick(on);
		expect(on.n8n.told).toEqual([]);

		on.simulator.control.changeOrder({ orderNumber: '20-B', ...creditHold });
		await tick(on);
		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-B-11']);
	});

	test('what n8n drops, because the workflow was published anew meanwhile, is told by the next poll', async () => {
		const on = await stageWith([orderOf('20-A'), orderOf('20-B')], { engine });
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		on.simulator.control.clearLog();
		const polling = tick(on);
		await untilAsked(on.simulator);
		if (engine === 'classic') await on.n8n.publish('update');
		else on.n8n.isUnpublished = true;
		await polling;
		expect(on.n8n.told).toEqual([]);

		await on.n8n.publish('update');
		await tick(on);
		await tick(on);
		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
	});

	test('two triggers of one workflow do not know of each other', async () => {
		const on = await stageWith([orderOf('20-A'), orderOf('20-B')], {
			engine,
			triggers: [
				{ name: 'Placed' },
				{ name: 'Released', parameters: { events: ['holdReleased'], output: 'orders' } },
			],
		});
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		await tick(on);
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...released });
		await tick(on);
		await on.n8n.restart();
		await tick(on);

		expect(on.n8n.told).toMatchObject([
			{ event: 'holdPlaced', orderNumber: '20-A', subOrderNumber: '20-A-11' },
			{ event: 'holdReleased', orderNumber: '20-A', subOrders: [{ previousStatusCode: 'C' }] },
		]);
	});

	test('two polls of a trigger do not overlap', async () => {
		const on = await stageWith([orderOf('20-A')], { engine });
		await on.n8n.publish();
		on.simulator.control.changeOrder({ orderNumber: '20-A', ...creditHold });
		on.simulator.control.clearLog();
		await Promise.all([tick(on), tick(on)]);
		const { length } = searchesAt(on.simulator);
		on.simulator.control.clearLog();
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(['holdPlaced 20-A-11']);
		expect(length).toBeLessThanOrEqual(searchesAt(on.simulator).length);
		expect(on.n8n.log).toContainEqual({
			level: 'info',
			message: expect.stringContaining('The poll before is still running') as string,
		});
	});
});

test.each([
	['classic', []],
	['durable scheduler', []],
	['durable cursors', ['holdPlaced 20-B-11']],
] as const)(
	'under a new name, with %s, the trigger knows what n8n keeps by the name no more',
	async (engine, told) => {
		const on = await stageWith([orderOf('20-A', creditHold), orderOf('20-B')], {
			engine,
			triggers: [{ id: '1', name: 'Old' }],
		});
		await on.n8n.publish();
		await tick(on);
		on.n8n.triggers = [{ id: '1', name: 'New' }];
		on.simulator.control.changeOrder({ orderNumber: '20-B', ...creditHold });
		await on.n8n.restart();
		await tick(on);

		expect(eventsOf(on.n8n.told)).toEqual(told);
	},
);
