import type { NodeExecutionHint } from 'n8n-workflow';
import { clock, type Progress, type SearchSummary, type Warning } from '../shared/ingram.ts';

/** Shorter waits are not worth telling, in milliseconds. */
const shortestTold = 1000;

const hintTypes: Readonly<Record<Warning['code'], NodeExecutionHint['type']>> = {
	LIMIT_REACHED: 'info',
	UNKNOWN_CODE: 'info',
	LINK_FAILED: 'warning',
	INCOMPLETE: 'warning',
};

/** What the user should know of an execution that succeeded. */
export class RunNotes {
	readonly #warnings: Warning[] = [];
	/** From when to when requests waited for the rate limit, by the clock. */
	readonly #waits: { from: number; to: number }[] = [];

	readonly onProgress = (progress: Progress): void => {
		if (progress.kind !== 'waiting') return;
		const from = clock.now();
		this.#waits.push({ from, to: from + progress.ms });
	};

	/** Notes what is to be told of one input item's search. */
	addSummary({ warnings }: SearchSummary): void {
		this.#warnings.push(...warnings);
	}

	/** One hint for each kind of thing to tell. */
	get hints(): NodeExecutionHint[] {
		const codes = new Set(this.#warnings.map(({ code }) => code));
		const hints = [...codes].map((code) =>
			toHint(summarize(this.#warnings.filter((warning) => warning.code === code)), hintTypes[code]),
		);
		const waitedMs = lengthOf(this.#waits);
		if (waitedMs >= shortestTold) {
			const seconds = String(Math.round(waitedMs / 1000));
			hints.push(toHint(`Waited ${seconds} s for the rate limit of Ingram Micro.`, 'info'));
		}
		return hints;
	}
}

function toHint(message: string, type: NodeExecutionHint['type']): NodeExecutionHint {
	return { message, location: 'outputPane', ...(type && { type }) };
}

function summarize(warnings: readonly Warning[]): string {
	const [first = '', ...others] = new Set(warnings.map(({ message }) => message));
	if (others.length > 0) {
		return `${first} There is more of this kind: it concerns ${warnings.length} input items.`;
	}
	return warnings.length > 1 ? `${first} This concerns ${warnings.length} input items.` : first;
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
