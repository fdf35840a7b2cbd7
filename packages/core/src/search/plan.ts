import { versionOf } from '../api/versions.ts';
import type { Account } from '../input/account.ts';
import { linkedDocuments, type LinkedDocument } from '../documents/linked-documents.ts';
import { readCriteria, type Criteria, type CriteriaInput } from '../input/criteria.ts';
import { FieldReader } from '../input/fields.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../input/run-limits.ts';
import type { Numbers } from '../input/numbers.ts';
import { labelOf, type SearchFieldName } from '../input/search-fields.ts';

/** `suborders`: a row for each suborder. `orders`: one item for each order. `raw`: as the API sent it. */
export type Output = 'suborders' | 'orders' | 'raw';

/** What a user asks for, not yet checked. */
export interface SearchInput extends CriteriaInput, RunLimitsInput {
	/** `suborders` when unset. */
	output?: unknown;
	/** How many output items to give; unset for all. */
	limit?: unknown;
	/** Several of `order`, `invoice`: documents to fetch for each row. */
	includeLinked?: unknown;
}

/** A checked search. */
export interface SearchPlan {
	criteria: Criteria;
	/** All numbers that are asked for, however many. */
	numbers: Numbers;
	output: Output;
	/** How many output items to give; all where it is not set. */
	limit?: number;
	includeLinked: ReadonlySet<LinkedDocument>;
	limits: RunLimits;
}

const outputs: readonly Output[] = ['suborders', 'orders', 'raw'];

/**
 * Checks all that a user asks for, before any request.
 * @param timeZone IANA name, for dates and times that name no zone
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planSearch(input: SearchInput, account: Account, timeZone: string): SearchPlan {
	const reader = new FieldReader<SearchFieldName>(input);
	const { codes, problemsWith, statusesMeeting } = versionOf(account);
	const { numbers, ...asked } = readCriteria(reader, account, { codes, timeZone });
	const criteria = { ...asked, orderStatus: statusesMeeting(asked.orderStatus) };
	const output = reader.choice(field('output'), outputs) ?? 'suborders';
	const limit = reader.wholeNumber(field('limit'), { min: 1 });
	const includeLinked = reader.choices(field('includeLinked'), linkedDocuments);
	if (output === 'raw' && includeLinked.size > 0) {
		reader.report(
			field('includeLinked'),
			'Include Linked Documents works with the outputs suborders and orders, as raw gives orders exactly as they were sent.',
		);
	}
	const limits = readRunLimits(reader);
	reader.add(problemsWith(criteria));
	reader.finish();
	return {
		criteria,
		numbers,
		output,
		includeLinked,
		limits,
		...(limit !== undefined && { limit }),
	};
}

function field(name: SearchFieldName) {
	return { name, label: labelOf(name) };
}
