import { stripVTControlCharacters } from 'node:util';
import type { IngramError, Progress, SearchSummary } from '@ingram-orders/core';
import { variableOf } from './server-settings.ts';

/** How wide the demo writes. */
export const columns = 100;

/** Text from outside, safe to print: a terminal obeys control characters. */
export function printable(text: string): string {
	return stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');
}

/** Breaks text between words, where it is wider than the demo writes. */
function wrap(text: string): string {
	const lines: string[] = [''];
	for (const word of text.split(' ')) {
		const line = lines.at(-1) ?? '';
		if (line === '') lines[lines.length - 1] = word;
		else if (line.length + 1 + word.length > columns) lines.push(word);
		else lines[lines.length - 1] = `${line} ${word}`;
	}
	return lines.join('\n');
}

export function progressText(progress: Progress): string {
	switch (progress.kind) {
		case 'page':
			return `page ${progress.page} of ${progress.pages}`;
		case 'waiting':
			return `waiting ${Math.ceil(progress.ms / 1000)} s for the rate limit`;
		case 'retrying':
			return `trying again in ${(progress.ms / 1000).toFixed(1)} s: ${progress.reason}`;
	}
}

export function summaryText(summary: SearchSummary): string {
	const { ordersFound, requests, waitedMs, complete } = summary;
	return [
		`${ordersFound} orders looked through`,
		`${requests} requests`,
		...(waitedMs >= 1000 ? [`${Math.round(waitedMs / 1000)} s waited for the rate limit`] : []),
		complete ? 'complete' : 'INCOMPLETE',
	].join(', ');
}

export function warningLines({ warnings }: SearchSummary): string[] {
	return warnings.map(({ message }) => wrap(`Note: ${printable(message)}`));
}

/** A failure as a workflow would show it, with the variables behind wrong settings. */
export function failureLines(error: IngramError): string[] {
	const named = (error.problems ?? []).flatMap(({ name }) => variableOf[name] ?? []);
	return [
		printable(error.message),
		printable(error.description),
		...(named.length > 0 ? [`Set ${[...new Set(named)].join(', ')}.`] : []),
	].map(wrap);
}
