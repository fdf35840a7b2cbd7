import type { SearchSummary } from '@ingram-orders/core';

/** What is known of a search, as it lies on `msg.ingram`: the warnings as sentences. */
export function summaryOf(summary: SearchSummary): object {
	return { ...summary, warnings: summary.warnings.map(({ message }) => message) };
}
