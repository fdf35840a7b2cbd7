import {
	startSimulator,
	type Fault,
	type LoggedRequest,
	type Order,
	type Simulator,
	type SimulatorOptions,
} from '@ingram-orders/simulator';
import { FastClock } from '../support/fast-clock.ts';
import { timeScale } from './time-scale.ts';
import type { OrderChangeEffect } from './any-fault.ts';

/** What the soak asks of this process; each is answered with the orders as they are then. */
export type Command = { lane: number } & (
	| { kind: 'start'; clockStartedAt: number; options: SimulatorOptions }
	| { kind: 'stop' }
	| { kind: 'pass'; ms: number }
	| { kind: 'change'; change: OrderChangeEffect }
	/** Forgets earlier requests and faults, and sets these faults. */
	| { kind: 'begin'; faults: readonly Fault[] }
	/** Takes all faults away, and tells what came since they were set. */
	| { kind: 'end' }
);

/** What came of a command. */
export interface Answer {
	origin: string;
	orders: readonly Order[];
	/** Only of `end`. */
	requests: readonly LoggedRequest[];
}

export type Message = { id: number } & ({ answer: Answer } | { problem: string });

interface Lane {
	clock: FastClock;
	/** Kept from one simulator to the next, which is the same server for its clients. */
	port: number;
	simulator: Simulator | undefined;
}

const lanes = new Map<number, Lane>();
const nothing: Answer = { origin: '', orders: [], requests: [] };

async function obey(command: Command): Promise<Answer> {
	if (command.kind === 'start') return start(command);
	const lane = lanes.get(command.lane);
	const simulator = lane?.simulator;
	if (!lane || !simulator) throw new Error(`Nothing runs on lane ${command.lane}.`);
	const requests: LoggedRequest[] = [];
	switch (command.kind) {
		case 'stop':
			lane.simulator = undefined;
			await simulator.close();
			return nothing;
		case 'pass':
			lane.clock.skip(command.ms);
			break;
		case 'change':
			change(simulator, command.change);
			break;
		case 'begin':
			simulator.control.clearFaults();
			simulator.control.clearLog();
			for (const fault of command.faults) simulator.control.fault(fault);
			break;
		case 'end':
			simulator.control.clearFaults();
			requests.push(...simulator.requests);
	}
	return { origin: simulator.origin, orders: simulator.orders, requests };
}

async function start({
	lane: number,
	clockStartedAt,
	options,
}: Extract<Command, { kind: 'start' }>): Promise<Answer> {
	const lane = lanes.get(number) ?? {
		...{
			clock: new FastClock(timeScale, { startedAt: clockStartedAt }),
			port: 0,
			simulator: undefined,
		},
	};
	lanes.set(number, lane);
	const { now } = lane.clock;
	const startedAt = now();
	const simulator = await startSimulator({
		...options,
		...{ port: lane.port, timeScale },
		// The simulator scales what goes by on its wall clock.
		now: () => startedAt + (now() - startedAt) / timeScale,
	});
	Object.assign(lane, { simulator, port: simulator.port });
	return { origin: simulator.origin, orders: simulator.orders, requests: [] };
}

function change({ control }: Simulator, effect: OrderChangeEffect): void {
	switch (effect.kind) {
		case 'enter-order':
			control.enterOrder(without(effect));
			return;
		case 'add-suborder':
			control.addSubOrder(without(effect));
			return;
		case 'change-order':
			control.changeOrder(without(effect));
			return;
		case 'delete-order':
			control.deleteOrder(without(effect));
	}
}

/** The lever's own fields. */
function without<T extends { kind: string }>({ kind: _, ...fields }: T): Omit<T, 'kind'> {
	return fields;
}

process.on('message', ({ id, command }: { id: number; command: Command }) => {
	obey(command).then(
		(answer) => process.send?.({ id, answer }),
		(error: unknown) => process.send?.({ id, problem: String(error) }),
	);
});
process.on('disconnect', () => process.exit());
