import type { WatchInput } from '@ingram-orders/core';

/** What the core checks and uses; the account's customer and country are those of the account node. */
type CoreField = Exclude<keyof WatchInput, 'customerNumber' | 'countryCode'>;

/** A field of the watch node, by the name that flows store. */
export type WatchFieldName = CoreField | 'interval' | 'store';

/** A watch node's fields as a flow stores them. */
export type StoredWatch = Partial<Record<WatchFieldName, unknown>>;

/** What a new node stores. */
export const initialWatch: Readonly<Record<WatchFieldName, string | readonly string[]>> = {
	interval: '300',
	events: ['holdPlaced'],
	lookbackDays: '30',
	output: 'suborders',
	orderStatus: [],
	holdReason: [],
	firstPoll: 'baseline',
	fullScanEvery: '12',
	overdueHours: '24',
	includeLinked: '',
	store: '',
	maxWait: '300',
	timeout: '60',
};

export const watchFieldNames = Object.keys(initialWatch) as readonly WatchFieldName[];
