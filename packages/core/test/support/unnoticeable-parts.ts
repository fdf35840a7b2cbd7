import {
	countFound,
	defaultPageSize,
	matchingEntries,
	type ModelEntry,
	type ListingRules,
} from './model-listing.ts';
import type { Sent } from './model-world.ts';

/**
 * Whether a client that stops where a page 1 told it to could not know that there is more. Where
 * `ordersfound` counts orders, parts may follow after as many entries as there are orders. That shows
 * where a part is among these entries, or where the last page holds more of them.
 */
export function hasUnnoticeableParts(
	rules: ListingRules,
	entries: readonly ModelEntry[],
	sent: readonly Sent[],
): boolean {
	return sent.some(({ request }) => {
		const parameters = new URL(request.url).searchParams;
		if (parameters.get('pagenumber') !== '1') return false;
		const matching = matchingEntries(rules, entries, parameters);
		const found = countFound(rules, matching);
		const size = Math.min(Number(parameters.get('pagesize') ?? defaultPageSize), rules.maxPageSize);
		const read = matching.slice(0, Math.ceil(found / size) * size);
		return read.length < matching.length && read.length === found && hasNoParts(rules, read);
	});
}

function hasNoParts(rules: ListingRules, entries: readonly ModelEntry[]): boolean {
	return countFound({ ...rules, counts: 'orders' }, entries) === entries.length;
}
