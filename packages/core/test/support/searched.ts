import type { HttpRequest } from '@ingram-orders/core';
import type { ApiOptions } from '@ingram-orders/simulator';
import { asked, createScriptedWorld, type Reply } from './scripted-world.ts';
import { createWorld, orderNumbers, search, type Result, type World } from './simulated-world.ts';

export interface Searched extends Result {
	world: World;
	numbers: string[];
}

/** Searches the simulated API, orders as the output unless another one is asked for. */
export async function searchSimulated(api: ApiOptions, input: object = {}): Promise<Searched> {
	const world = createWorld({ api: { documentedOrders: false, ...api }, latencyMs: 50 });
	const result = await world.clock.run(search(world, { output: 'orders', ...input }));
	return { ...result, world, numbers: orderNumbers(result.items) };
}

/** Searches a server that answers as the test says; beyond its words no data is found. */
export async function searchScripted(
	api: (request: HttpRequest, number: number) => Reply,
	input: object = {},
): Promise<Result & { numbers: string[]; sent: HttpRequest[] }> {
	const world = createScriptedWorld({ api });
	const result = await world.clock.run(search(world, { output: 'orders', ...input }));
	return { ...result, numbers: orderNumbers(result.items), sent: world.sent };
}

export function all({ api }: World): string[] {
	return api.orders.map(({ orderNumber }) => orderNumber);
}

/** What each search asked for. */
export function searchesOf({ sent }: World): Record<string, string>[] {
	return sent.filter(({ url }) => url.includes('/orders/search')).map(asked);
}

export function warningsOf({ summary }: Result): string[] {
	return summary.warnings.map(({ code }) => code);
}
