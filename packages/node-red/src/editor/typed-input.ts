/** A kind of typed input of our own. */
export interface TypedInputKind {
	value: string;
	/** In the menu of kinds. */
	label?: string;
	icon?: string;
	multiple?: boolean;
	options?: { value: string; label: string }[];
	/** Shows the value in words. */
	valueLabel?: (container: JQuery, value: unknown) => void;
	/** A button that opens a panel to choose the value in. */
	expand?: {
		icon: string;
		minWidth: number;
		content: (this: TypedInputWidget, container: JQuery) => { onclose?: () => void };
	};
}

export interface TypedInputWidget {
	value(): unknown;
	value(value: string): void;
}

/** Makes a field a typed input. The published types of the editor know only a part of the options. */
export function makeTypedInput(
	field: JQuery,
	types: (string | TypedInputKind)[],
	typeField?: string,
): void {
	const widget = field as unknown as {
		typedInput: (options: { types: typeof types; typeField?: string }) => void;
	};
	widget.typedInput({ types, ...(typeField !== undefined && { typeField }) });
}

/** Puts another value into a typed input, of the kind that it has. */
export function setTypedValue(field: JQuery, value: string): void {
	const widget = field as unknown as { typedInput: (method: 'value', value: string) => void };
	widget.typedInput('value', value);
}
