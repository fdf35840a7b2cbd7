import { inspect } from 'node:util';
import type { IngramErrorCode } from '@ingram-orders/core';
import type { ApiOptions, Application, Fault, Order, SimulatedApi } from '@ingram-orders/simulator';
import { creditHold, orderOf } from '../../hosts/n8n/support/orders.ts';
import type { Task } from '../moments.ts';
import { firstTokens } from './twin.ts';

/** What came of a run. */
export interface Ran {
	/** The orders' numbers, or events such as "holdPlaced 20-F01-11". */
	given: readonly string[];
	/** How many of them lack the linked document that was asked for. */
	withoutDocument: number;
	/** How it said that it ended. */
	end: 'complete' | 'incomplete' | 'silence' | IngramErrorCode;
}

export interface Running {
	ended: Promise<Ran>;
	/** Ends it as a user would. */
	stop: () => Promise<void> | void;
}

/** One task in one host, at a simulated API of its own. */
export interface Stage {
	readonly api: SimulatedApi;
	readonly canaries: Canaries;
	readonly setFault: (fault: Fault) => void;
	readonly start: () => Running;
	/** Lets time pass until the work is done. */
	readonly finish: <T>(work: Promise<T>) => Promise<T>;
	/** Lets this much time pass, in milliseconds, while whatever runs goes on. */
	readonly pass: (ms: number) => Promise<void>;
	/** Everything that was given, shown, logged or stored. */
	readonly everythingTold: () => string;
	/** How many requests and pauses have not ended. */
	readonly leftRunning: () => Promise<number>;
	readonly close: () => Promise<void>;
}

/** An item as all hosts give them: a shipment, or what has happened to it. */
export type Row = Readonly<Record<string, unknown>>;

/** What came of a run that gave these. */
export function ranWith(rows: readonly Row[], hasDocuments: boolean, isAll: boolean): Ran {
	return {
		given: rows.map(({ event, orderNumber, subOrderNumber }) =>
			typeof event === 'string' ? `${event} ${String(subOrderNumber)}` : String(orderNumber),
		),
		withoutDocument: hasDocuments ? rows.filter(({ order }) => !order).length : 0,
		end: isAll ? 'complete' : 'incomplete',
	};
}

/** A run that gave nothing. */
export function ranInVain(end: Ran['end']): Ran {
	return { given: [], withoutDocument: 0, end };
}

/** All that somebody could read in it. */
export function textOf(told: unknown): string {
	const whole = { maxArrayLength: null, maxStringLength: null };
	return inspect(told, { depth: 20, showHidden: true, ...whole });
}

/** What a stage is to do. */
export interface Staging {
	task: Task;
	hasDocuments: boolean;
	/** Whether a run has a deadline. */
	hasDeadline: boolean;
	/** Whether the fault takes much of the machine. */
	isCostly: boolean;
	limits: Limits;
}

/** Seconds that a request may take, and that a run may wait for the rate limit. */
interface Limits {
	timeout: number;
	maxWait: number;
}

/** Secrets that must not be told. */
export interface Canaries {
	application: Application;
	secret: string;
	/** More than are ever issued, in their order. */
	tokens: readonly string[];
}

const tokens = firstTokens(60);

let stages = 0;

/** Each stage has an application of its own, as what is learned of a rate limit is kept for each. */
export function plantCanaries(): Canaries {
	stages++;
	const secret = `canary-secret-${stages}-5f1c`;
	const application: Application = {
		clientId: `faults-${stages}`,
		clientSecret: secret,
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
	};
	return { application, secret, tokens };
}

/** Five pages of five orders each, newest first. Nothing is on hold. */
function ordersAt(now: number): Order[] {
	return Array.from({ length: 25 }, (_, index) =>
		orderOf(`20-F${String(index + 1).padStart(2, '0')}`, { daysAgo: index + 1, now }),
	);
}

export const pageSize = 5;

/** What the API of a stage is made of. */
export function apiOptions({ application }: Canaries, now: number): ApiOptions {
	return {
		...{ applications: [application], orders: ordersAt(now), documentedOrders: false },
		search: { maxPageSize: pageSize },
	};
}

/** Every second order, from the oldest on. */
export const lookedUp: readonly string[] = ordersAt(0)
	.filter((_, index) => index % 2 === 0)
	.map(({ orderNumber }) => orderNumber)
	.reverse();

/** A time before all orders. */
export function beforeAllOrders(now: number): string {
	return new Date(now - 60 * 86_400_000).toISOString();
}

export const watchedEvents = ['holdPlaced', 'orderCreated'];

/** What a watch has to tell: all orders of the list are put on hold, and two are entered. */
export function makeNews({ control, orders }: SimulatedApi): void {
	for (const { orderNumber } of orders) control.changeOrder({ orderNumber, ...creditHold });
	control.enterOrder({ orderNumber: '20-NEW1' });
	control.enterOrder({ orderNumber: '20-NEW2' });
}
