import type { Findings } from './section.ts';

/** The findings of several measurements as those of one section. */
export function joinFindings(findings: readonly Findings[]): Findings {
	return {
		tables: findings.flatMap(({ tables }) => tables),
		targets: findings.flatMap(({ targets }) => targets),
		plots: findings.flatMap(({ plots }) => plots),
	};
}
