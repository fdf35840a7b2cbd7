import type { Account } from '../account.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import type { Problem } from '../errors/ingram-error.ts';
import { isUnset, readWholeNumber, showValue } from '../input-values.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../run.ts';
import { readCriteria, type Criteria, type CriteriaInput } from './criteria.ts';

/** `suborders`: a row for each suborder. `orders`: one item for each order. `raw`: as the API sent it. */
export type Output = 'suborders' | 'orders' | 'raw';

export type LinkedDocument = 'order' | 'invoice';

/** What a user asks for, not yet checked. */
export interface SearchInput extends CriteriaInput, RunLimitsInput {
	/** `suborders` when unset. */
	output?: unknown;
	/** Output items at most; unset for all. */
	limit?: unknown;
	/** Several of `order`, `invoice`: documents to fetch for each row. */
	includeLinked?: unknown;
}

/** A checked search. */
export interface SearchPlan {
	criteria: Criteria;
	output: Output;
	/** Output items at most. */
	limit?: number;
	includeLinked: ReadonlySet<LinkedDocument>;
	limits: RunLimits;
}

const outputs: readonly Output[] = ['suborders', 'orders', 'raw'];
const linkedDocuments: readonly LinkedDocument[] = ['order', 'invoice'];

/**
 * Checks all that a user asks for, before any request.
 * @param timeZone IANA name, for dates and times that name no zone
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planSearch(
	input: SearchInput,
	account: Pick<Account, 'customerNumber' | 'countryCode'>,
	timeZone: string,
): SearchPlan {
	const problems: Problem[] = [];
	const criteria = readCriteria(input, account, timeZone, problems);
	const output = readOutput(input.output, problems);
	const limit = readWholeNumber('limit', 'Limit', input.limit, { least: 1 }, problems);
	const includeLinked = readIncludeLinked(input.includeLinked, problems);
	if (output === 'raw' && includeLinked.size > 0) {
		problems.push({
			name: 'includeLinked',
			message:
				'Include Linked Documents works with the outputs suborders and orders, as raw gives orders exactly as they were sent.',
		});
	}
	const limits = readRunLimits(input, problems);
	if (problems.length > 0) throw invalidInput(problems);
	return { criteria, output, includeLinked, limits, ...(limit !== undefined && { limit }) };
}

function readOutput(value: unknown, problems: Problem[]): Output {
	if (isUnset(value)) return 'suborders';
	const output = outputs.find((candidate) => candidate === value);
	if (output) return output;
	problems.push({
		name: 'output',
		message: `Output must be suborders, orders or raw, not ${showValue(value)}.`,
	});
	return 'suborders';
}

function readIncludeLinked(value: unknown, problems: Problem[]): ReadonlySet<LinkedDocument> {
	if (isUnset(value)) return new Set();
	const given: unknown[] = Array.isArray(value) ? value : [value];
	const known = given.map((name) => linkedDocuments.find((candidate) => candidate === name));
	if (known.includes(undefined)) {
		problems.push({
			name: 'includeLinked',
			message: 'Include Linked Documents knows only order and invoice.',
		});
	}
	return new Set(known.filter((name) => name !== undefined));
}
