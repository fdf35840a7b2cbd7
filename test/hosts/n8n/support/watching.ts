import type { IDataObject } from 'n8n-workflow';
import type { Order, Simulator, SimulatorOptions } from '@ingram-orders/simulator';
import { credentialFor } from './n8n.ts';
import { PollingN8n, type Engine, type Watching } from './polling-n8n.ts';
import { closeSimulators, simulate } from './simulators.ts';

const minuteMs = 60_000;

/** n8n with a workflow that watches the orders of a simulator. */
export interface Stage {
	simulator: Simulator;
	n8n: PollingN8n;
}

interface StageOptions {
	engine?: Engine;
	triggers?: readonly Watching[];
	/** Of the only trigger. */
	parameters?: IDataObject;
	simulator?: SimulatorOptions;
	credential?: Record<string, string>;
	/** Milliseconds that the durable scheduler leaves a poll; the test then takes its real time. */
	budgetMs?: number;
}

/** Before each test that lets time pass: only the date is its own, timers and the network are real. */
export function stopTheClock(): void {
	jest.useFakeTimers({
		doNotFake: [
			...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const),
			...(['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'] as const),
			...(['hrtime', 'performance'] as const),
		],
	});
}

/** After each test. */
export async function clearStage(): Promise<void> {
	await closeSimulators();
	jest.useRealTimers();
}

/** A workflow that is not yet published. */
export async function stageWith(
	orders: readonly Order[],
	{ engine = 'classic', parameters = {}, triggers = [{ parameters }], ...more }: StageOptions = {},
): Promise<Stage> {
	const simulator = await simulate({ orders, documentedOrders: false, ...more.simulator });
	const credential = credentialFor(simulator, more.credential);
	const { budgetMs } = more;
	const n8n = new PollingN8n({ engine, credential, triggers, ...(budgetMs && { budgetMs }) });
	return { simulator, n8n };
}

function pass(minutes: number): void {
	jest.setSystemTime(Date.now() + minutes * minuteMs);
}

/** Polls some minutes later. */
export async function tick({ n8n }: Stage, minutes = 5): Promise<void> {
	pass(minutes);
	await n8n.tick();
}

/** Each as "holdPlaced 20-A-11". */
export function eventsOf(items: readonly IDataObject[]): string[] {
	return items.map((item) => `${item['event'] as string} ${item['subOrderNumber'] as string}`);
}
