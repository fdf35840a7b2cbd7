import { stripVTControlCharacters } from 'node:util';
import type { IngramError, Progress, SearchSummary } from '@ingram-orders/core';
import { variableOf } from './server-settings.ts';

/** Text from outside, safe to print: a terminal obeys control characters. */
export function printable(text: string): string {
	return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
}

export function progressLine(progress: Progress): string {
	switch (progress.kind) {
		case 'page':
			return `  page ${progress.page} of ${progress.pages}: ${progress.orders} of ${progress.ordersFound} orders`;
		case 'waiting':
			return `  waiting ${Math.ceil(progress.ms / 1000)} s for the rate limit …`;
		case 'retrying':
			return `  ${printable(progress.reason)} Trying again in ${(progress.ms / 1000).toFixed(1)} s …`;
	}
}

export function summaryLines(summary: SearchSummary, rows: number): string[] {
	const { ordersFound, ordersReturned, requests, waitedMs, complete } = summary;
	return [
		`${rows} suborders of ${ordersReturned} orders are on hold, of ${ordersFound} orders found.`,
		`${requests} requests, ${Math.round(waitedMs / 1000)} s waited for the rate limit, ${complete ? 'complete' : 'INCOMPLETE'}.`,
		...summary.warnings.map(({ message }) => `Note: ${printable(message)}`),
	];
}

/** A failure as a workflow would show it, with the variables behind wrong settings. */
export function failureLines(error: IngramError): string[] {
	const named = (error.problems ?? []).flatMap(({ name }) => variableOf[name] ?? []);
	return [
		`Failed: ${printable(error.message)}`,
		printable(error.description),
		...(named.length > 0 ? [`Set ${[...new Set(named)].join(', ')}.`] : []),
	];
}
