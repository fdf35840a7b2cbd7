import { Gates, OrderWatcher, type Clock } from '@ingram-orders/core';
import { sleep } from 'n8n-workflow';
import { Recent } from './recent.ts';

/**
 * What all nodes of this package share in one process: the core, and its gates, because the rate
 * limit is counted for an application and not for a node. The build makes one file of this folder,
 * which the nodes require; they take the core from here, so that it is in that file only.
 */
export * from '@ingram-orders/core';

export const clock: Clock = {
	now: () => Date.now(),
	sleep,
	random: () => Math.random(),
};

export const gates = new Gates(clock);

/** What is kept in memory of a node that watches, from poll to poll. */
export interface Watch {
	watcher: OrderWatcher;
	isPolling: boolean;
	/** Whether the last poll failed. */
	isFailing: boolean;
	/** Why the last poll could not begin. */
	problem?: string;
}

/** More nodes than a rate limit leaves room for; what is dropped only makes the next poll dearer. */
const maxWatches = 1000;

/** By workflow and node. */
export const watches = new Recent(maxWatches, (): Watch => ({
	watcher: new OrderWatcher(),
	isPolling: false,
	isFailing: false,
}));
