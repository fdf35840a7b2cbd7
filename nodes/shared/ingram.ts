import { Gates, type Clock } from '@ingram-orders/core';
import { sleep } from 'n8n-workflow';

/**
 * What all nodes of this package share in one process: the core, and its gates, because the rate
 * limit is counted for an application and not for a node. The build keeps this module a file of its
 * own that the nodes require; everything in this folder takes the core from here.
 */
export * from '@ingram-orders/core';

export const clock: Clock = {
	now: () => Date.now(),
	sleep,
	random: () => Math.random(),
};

export const gates = new Gates(clock);
