import { inputOf } from './input-of.ts';
import { textOf } from './text-of.ts';

/**
 * A property that is a list, behind a control that shows it: the editor stores as an array what is
 * chosen in a `select` of several, which stays hidden.
 */
export interface ListField {
	value: () => string[];
	set: (values: readonly string[]) => void;
	onChange: (listener: () => void) => void;
}

/** The list of a property of the node whose dialog is open. */
export function listField(node: EditorNode, property: string): ListField {
	const select = inputOf(property);
	const set = (values: readonly string[]) => {
		select.empty();
		for (const value of values) $('<option selected>').val(value).text(value).appendTo(select);
		select.trigger('change');
	};
	const stored = node[property];
	// The editor fills a list before there is anything in it to choose.
	set(Array.isArray(stored) ? stored.map(textOf) : []);
	return {
		value: () => [select.val() ?? []].flat().map(String),
		set,
		onChange: (listener) => void select.on('change', listener),
	};
}
