import { axiosWithRetry } from './axios-retry.ts';
import { reservoir } from './bottleneck.ts';
import type { ReadOrders } from './client.ts';
import { core } from './core.ts';
import { gotWithRetry } from './got.ts';
import { intervalQueue, strictQueue } from './p-queue.ts';
import { untilRefused, withWaits } from './sequential.ts';

/** All clients by the names of the report. */
export const clients = {
	core,
	'n8n paging': untilRefused,
	'loop that waits': withWaits,
	'axios-retry': axiosWithRetry,
	bottleneck: reservoir,
	'p-queue': intervalQueue,
	'p-queue strict': strictQueue,
	got: gotWithRetry,
} satisfies Readonly<Record<string, ReadOrders>>;

export type ClientName = keyof typeof clients;

/** Those that have one request under way at a time. */
export const sequentialClients: ReadonlySet<ClientName> = new Set([
	'n8n paging',
	'loop that waits',
]);
