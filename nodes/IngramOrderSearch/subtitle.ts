/**
 * What the node does, for the canvas: "search: on hold, created after", "get codes: warehouse".
 * An expression, since n8n shows it while the user edits. In one, `?.[name]` always gives nothing.
 */
export const subtitle = `={{ (() => {
	const { operation, filters = {}, table } = $rawParameter;
	if (operation === 'getCodes') return 'get codes: ' + table;
	if (operation === 'getLinked') return 'get linked document';
	const words = {
		orderNumber: 'order number', customerOrderNumber: 'customer order number',
		orderStatus: 'status', holdReason: 'hold reason', onHoldOnly: 'on hold',
		createdAfter: 'created after', createdBefore: 'created before',
	};
	const asked = Object.keys(words).filter((name) => filters[name] && filters[name].length !== 0);
	return 'search: ' + (asked.map((name) => words[name]).join(', ') || 'all orders');
})() }}`;
