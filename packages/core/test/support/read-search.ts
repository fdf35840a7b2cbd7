import {
	IngramError,
	OrderSearch,
	planSearch,
	type OutputItem,
	type Progress,
	type SearchInput,
	type SearchSummary,
} from '@ingram-orders/core';
import type { ModelClient, ModelWorld } from './model-world.ts';

/** How a host takes the items: together, or page by page with a pause after each. */
export type Way = 'collect' | { pauseMs: number; pagesTaken?: number };

export interface ReadingOptions {
	way?: Way;
	signal?: AbortSignal;
	/** Called with each report, after it was noted. */
	onProgress?: (progress: Progress, number: number) => void;
	/** Called when a page was taken (from 1), before the pause. */
	onPage?: (page: number) => void;
}

/** What came of a run. Times in virtual milliseconds since 1970. */
export interface Reading {
	items: OutputItem[];
	/** How many times `pages` gave items. */
	pagesGiven: number;
	summary: SearchSummary;
	error: IngramError | undefined;
	progress: Progress[];
	startedAt: number;
	endedAt: number;
}

/** Reads a search in the given way; anything thrown but an IngramError is passed on. */
export async function readSearch(
	world: ModelWorld,
	{ client }: Pick<ModelClient, 'client'>,
	input: SearchInput,
	{ way = 'collect', signal, onProgress, onPage }: ReadingOptions = {},
): Promise<Reading> {
	const progress: Progress[] = [];
	const search = new OrderSearch(client, planSearch(input, client.account, 'UTC'), {
		onProgress: (report) => {
			progress.push(report);
			onProgress?.(report, progress.length);
		},
		...(signal && { signal }),
	});
	const startedAt = world.clock.now();
	const items: OutputItem[] = [];
	let pagesGiven = 0;
	let error: IngramError | undefined;
	try {
		if (way === 'collect') {
			items.push(...(await search.collect()));
		} else {
			for await (const page of search.pages()) {
				items.push(...page);
				pagesGiven++;
				onPage?.(pagesGiven);
				if (way.pauseMs > 0) await world.pause(way.pauseMs);
				if (pagesGiven === way.pagesTaken) break;
			}
		}
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		error = thrown;
	}
	const endedAt = world.clock.now();
	return { items, pagesGiven, summary: search.summary, error, progress, startedAt, endedAt };
}

export function warningCodes({ summary }: Pick<Reading, 'summary'>): string[] {
	return summary.warnings.map(({ code }) => code);
}
