import { searchFields, type SearchField, type SearchInput } from '../../shared/ingram.ts';
import type { NodeRun } from '../../shared/node-run.ts';

/** How many results to give where the limit's expression gives nothing. */
const defaultLimit = 50;

/** What an input item asks for, as it stands in the parameters; the core checks it. */
export function readSearchInput(run: NodeRun, itemIndex: number): SearchInput {
	const filters = run.collection('filters', itemIndex);
	const options = run.collection('options', itemIndex);
	const valueOf = ({ name, group }: SearchField): unknown => {
		switch (group) {
			case 'filter':
				return filters[name];
			case 'option':
				return options[name];
			case 'result':
				return run.parameter(name, itemIndex);
		}
	};
	const input = Object.fromEntries(searchFields.map((field) => [field.name, valueOf(field)]));
	return { ...input, limit: readLimit(run, itemIndex) };
}

/** An expression that gives nothing must not turn a limited search into one without limit. */
function readLimit(run: NodeRun, itemIndex: number): unknown {
	const returnAll = run.parameter('returnAll', itemIndex);
	if (returnAll === true || returnAll === 'true') return undefined;
	const limit = run.parameter('limit', itemIndex);
	return limit === undefined || limit === null || limit === '' ? defaultLimit : limit;
}
