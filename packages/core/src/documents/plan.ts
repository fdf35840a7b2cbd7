import { documentRequest } from '../api/documents.ts';
import type { ApiRequest } from '../api/version.ts';
import type { Account } from '../input/account.ts';
import { FieldReader } from '../input/fields.ts';
import { readRunLimits, type RunLimits, type RunLimitsInput } from '../input/run-limits.ts';
import type { JsonObject } from '../json.ts';
import { checkLink } from './check-link.ts';

/** A link to follow, not yet checked. */
export interface LinkInput extends RunLimitsInput {
	/** As the API sent it: a path, or an absolute address of the account's origin. */
	link: unknown;
}

/** A checked link. */
export interface LinkPlan {
	request: ApiRequest<JsonObject>;
	limits: RunLimits;
}

/**
 * Checks a link to follow, before any request.
 * @throws IngramError `INVALID_INPUT` with every wrong value
 */
export function planLink(input: LinkInput, account: Account): LinkPlan {
	const reader = new FieldReader<keyof LinkInput>(input);
	const checked = checkLink(input.link, account);
	if ('problem' in checked) reader.add([checked.problem]);
	const limits = readRunLimits(reader);
	reader.finish();
	const url = 'url' in checked ? checked.url : account.origin;
	return { request: documentRequest(url, account), limits };
}
