export type Validation = NonNullable<EditorProperty['validate']>;

/**
 * A property's check in the form.
 * @param problemWith gives why a value cannot be used, in words; undefined where it can
 */
export function validation(
	problemWith: (node: EditorNode, value: unknown) => string | undefined,
): Validation {
	// The editor takes a text for a refusal only from a function of two parameters, else for a yes.
	return function (this: EditorNode, value: unknown, _options: object) {
		return problemWith(this, value) ?? true;
	};
}
