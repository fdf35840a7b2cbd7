import type { Findings, Target } from '../section.ts';
import { textTable } from './table.ts';

/** What a section found, for a terminal. */
export function findingsText({ tables, targets }: Findings): string {
	const parts = [...tables.map(textTable), targets.map(targetText).join('\n')];
	return parts.map((part) => `${part}\n`).join('\n');
}

/** A target and whether it is met, in a line. */
export function targetText({ says, isMet }: Target): string {
	return `${says}: ${isMet ? 'met' : 'MISSED'}`;
}
