import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Simulator } from '@ingram-orders/simulator';
import type { FlowNode, NodeRed } from '../../../../scripts/node-red/node-red-process.ts';
import { account, collector, collectors, inject, place, tab } from './flow.ts';
import { forgetKept, kept } from './kept.ts';
import { watch } from './watch-flow.ts';

/** A told event, as far as tests look at it. */
export interface Told {
	event: string;
	eventId: string;
	orderNumber: string;
}

/** A watch of a simulator in a Node-RED, with buttons, and collectors of all that comes of it. */
export class Watched {
	readonly #nodeRed: NodeRed;
	readonly #simulator: Simulator;

	constructor(nodeRed: NodeRed, simulator: Simulator) {
		this.#nodeRed = nodeRed;
		this.#simulator = simulator;
	}

	flows(properties: Record<string, unknown> = {}): FlowNode[] {
		return [
			...[tab, account(this.#simulator.origin), ...collectors, collector('statuses')],
			inject('go', 'watch'),
			inject('pause', 'watch', { payload: 'pause' }),
			inject('resume', 'watch', { payload: 'resume' }),
			watch('watch', {
				...{ fullScanEvery: '0', events: ['holdPlaced', 'holdReleased'] },
				...properties,
			}),
			{ id: 'complete', type: 'complete', ...place, scope: ['watch'], wires: [['completions']] },
			{ id: 'status', type: 'status', ...place, scope: ['watch'], wires: [['statuses']] },
		];
	}

	async start(properties: Record<string, unknown> = {}): Promise<void> {
		await forgetKept(this.#nodeRed);
		await this.#nodeRed.deploy(this.flows(properties));
	}

	/** Presses the button, and waits until the poll is over and told. */
	async poll(patienceMs?: number): Promise<void> {
		const before = (await kept(this.#nodeRed, 'completions', 0)).length;
		await this.#nodeRed.inject('go');
		await kept(this.#nodeRed, 'completions', before + 1, patienceMs);
		// Messages are handed on one turn after they are sent.
		await delay(50);
	}

	async told(): Promise<Told[]> {
		return (await kept(this.#nodeRed, 'results', 0)).map(({ payload }) => payload as Told);
	}

	/** The status below the node. */
	async shown(): Promise<{ text: string; fill: string }> {
		// The node shows no more than one change in a second.
		await delay(1_100);
		const last = (await kept(this.#nodeRed, 'statuses', 1)).at(-1);
		return last?.['status'] as { text: string; fill: string };
	}

	/** Puts the newest order on hold that is not yet; gives its number. */
	hold(): string {
		const order = this.#simulator.orders.find(({ subOrders }) =>
			subOrders.every(
				({ statusCode, holdReasonCode }) => statusCode !== 'C' && holdReasonCode === '',
			),
		);
		if (!order) throw new Error('All orders are on hold.');
		const { orderNumber } = order;
		this.#simulator.control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'CH' });
		return orderNumber;
	}

	release(orderNumber: string): void {
		this.#simulator.control.changeOrder({ orderNumber, statusCode: 'R', holdReasonCode: '' });
	}

	/** The file of a node's own. */
	file(id = 'watch'): string {
		return path.join(this.#nodeRed.userFolder, 'ingram-order-watch', `${id}.json`);
	}
}
