/** The dialog's field of a property. */
export function inputOf(property: string, kind: 'input' | 'config-input' = 'input'): JQuery {
	return $(`#node-${kind}-${property}`);
}
