import type { Account } from '../account.ts';
import { invalidInput } from '../errors/invalid-input.ts';
import type { Problem } from '../errors/ingram-error.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../run.ts';
import { checkLink, type CheckedLink } from './check-link.ts';

/** A link to follow, not yet checked. */
export interface LinkInput extends RunLimitsInput {
	/** As the API sent it: a path, or an absolute address of the account's origin. */
	link: unknown;
}

/** A checked link. */
export interface LinkPlan {
	link: CheckedLink;
	limits: RunLimits;
}

/**
 * Checks a link to follow, before any request.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planLink(input: LinkInput, account: Account): LinkPlan {
	const problems: Problem[] = [];
	const limits = readRunLimits(input, problems);
	const checked = checkLink(input.link, account);
	if ('problem' in checked) throw invalidInput([checked.problem, ...problems]);
	if (problems.length > 0) throw invalidInput(problems);
	return { link: checked.link, limits };
}
