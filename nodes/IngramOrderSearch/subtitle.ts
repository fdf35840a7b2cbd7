import { searchFields } from '../shared/ingram.ts';

/** The filters in words: "created after". */
const words = Object.fromEntries(
	searchFields
		.filter(({ group }) => group === 'filter')
		.map(({ name, label }) => [name, label.toLowerCase()]),
);

/**
 * What the node does, for the canvas, which has room for some 30 characters: "on hold only, created
 * after" for a search, "get codes: warehouse".
 * An expression, since n8n shows it while the user edits. In one, `?.[name]` always gives nothing.
 */
export const subtitle = `={{ (() => {
	const names = { getOrder: 'get order', getInvoice: 'get invoice', getLinked: 'get linked document' };
	const { operation, filters = {}, table } = $rawParameter;
	if (operation === 'getCodes') return 'get codes: ' + table;
	if (operation in names) return names[operation];
	const words = ${JSON.stringify(words)};
	const asked = Object.keys(words).filter((name) => filters[name] && filters[name].length !== 0);
	return asked.map((name) => words[name]).join(', ') || 'all orders';
})() }}`;
