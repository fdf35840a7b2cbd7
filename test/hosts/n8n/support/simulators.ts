import { setTimeout as pause } from 'node:timers/promises';
import { startSimulator, type Simulator, type SimulatorOptions } from '@ingram-orders/simulator';

const running: Simulator[] = [];

/** A simulator for one test, with the document's orders only unless more are asked for. */
export async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator({ orders: 0, ...options });
	running.push(simulator);
	return simulator;
}

/** Closes the simulators of a test. */
export async function closeSimulators(): Promise<void> {
	await Promise.all(running.splice(0).map((simulator) => simulator.close()));
}

/** The parameters of each search that came. */
export function searchesAt(simulator: Simulator): Record<string, string>[] {
	return simulator.requests
		.filter(({ endpoint }) => endpoint === 'search')
		.map(({ query }) => Object.fromEntries(query));
}

/** Resolves once a search has come. */
export async function untilAsked(simulator: Simulator): Promise<void> {
	while (searchesAt(simulator).length === 0) await pause(5);
}

/** How many tokens were asked for. */
export function tokensAt(simulator: Simulator): number {
	return simulator.requests.filter(({ endpoint }) => endpoint === 'token').length;
}
