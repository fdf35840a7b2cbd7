import type { NodeExecutionHint } from 'n8n-workflow';
import { clock, type Progress, type SearchSummary, type Warning } from './ingram.ts';

/** Shorter waits are not worth a hint, in milliseconds. */
const minWaitMs = 1000;

const hintTypes: Readonly<Record<Warning['code'], NodeExecutionHint['type']>> = {
	NO_MATCH: 'info',
	LIMIT_REACHED: 'info',
	NOT_FOUND: 'info',
	UNKNOWN_CODE: 'info',
	LAST_20_DAYS: 'info',
	LINK_FAILED: 'warning',
	INCOMPLETE: 'warning',
};

/** What the user should know of a run that succeeded. */
export class RunNotes {
	/** For each kind of warning, the text of each input item that has it. */
	readonly #warnings = new Map<Warning['code'], string[]>();
	/** From when to when requests waited for the rate limit, by the clock. */
	readonly #waits: { from: number; to: number }[] = [];

	readonly onProgress = (progress: Progress): void => {
		if (progress.kind !== 'waiting') return;
		const from = clock.now();
		this.#waits.push({ from, to: from + progress.ms });
	};

	/** Notes what there is to tell of one input item's search. */
	addSummary({ warnings }: Pick<SearchSummary, 'warnings'>): void {
		for (const code of new Set(warnings.map((warning) => warning.code))) {
			const ofThisKind = warnings.filter((warning) => warning.code === code);
			const texts = this.#warnings.get(code) ?? [];
			texts.push(ofThisKind.map(({ message }) => message).join(' '));
			this.#warnings.set(code, texts);
		}
	}

	/** One hint for each kind of warning, and one for the time spent waiting. */
	get hints(): NodeExecutionHint[] {
		const hints = [...this.#warnings].map(([code, texts]) =>
			toHint(summarize(texts), hintTypes[code]),
		);
		const waitedMs = lengthOf(this.#waits);
		if (waitedMs >= minWaitMs) {
			const seconds = String(Math.round(waitedMs / 1000));
			hints.push(toHint(`Waited ${seconds} s for the rate limit of Ingram Micro.`, 'info'));
		}
		return hints;
	}
}

function toHint(message: string, type: NodeExecutionHint['type']): NodeExecutionHint {
	return { message, location: 'outputPane', ...(type && { type }) };
}

/** The first item's text, and how many others it stands for. */
function summarize([first = '', ...others]: readonly string[]): string {
	if (others.length === 0) return first;
	const items = others.length === 1 ? '1 other input item' : `${others.length} other input items`;
	const isSame = others.every((text) => text === first);
	return `${first} ${isSame ? 'The same is true of' : 'Something similar is true of'} ${items}.`;
}

/** How much time the periods cover together; several requests may wait for the same moment. */
function lengthOf(periods: readonly { from: number; to: number }[]): number {
	let covered = 0;
	let until = -Infinity;
	for (const { from, to } of periods.toSorted((a, b) => a.from - b.from)) {
		covered += Math.max(0, to - Math.max(from, until));
		until = Math.max(until, to);
	}
	return covered;
}
