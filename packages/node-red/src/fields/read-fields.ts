import { invalidInput, type Problem } from '@ingram-orders/core';
import { evaluate, type Evaluation } from './evaluate.ts';
import { isTyped, splitChoices, type FieldName, type NodeField } from './node-fields.ts';

/** Values by the name of their field. */
export type FieldValues = Partial<Record<FieldName, unknown>>;

/** A node's fields as a flow stores them: the type of a value beside it. */
export type StoredFields = Partial<Record<FieldName | `${FieldName}Type`, unknown>>;

/**
 * The values of fields for one message.
 * @throws IngramError `INVALID_INPUT` with every expression that fails and every variable that is not set
 */
export async function readFields(
	fields: readonly NodeField[],
	stored: StoredFields,
	evaluation: Evaluation,
): Promise<FieldValues> {
	const problems: Problem[] = [];
	const read = async (field: NodeField): Promise<[FieldName, unknown]> => {
		const { name, label, kind } = field;
		const value = stored[name];
		if (kind === 'choices') return [name, splitChoices(value)];
		if (!isTyped(field)) return [name, value];
		try {
			return [name, await evaluate({ value, type: stored[`${name}Type`] }, evaluation)];
		} catch (thrown) {
			problems.push({ name, message: `${label}: ${describe(thrown)}` });
			return [name, undefined];
		}
	};
	const values = await Promise.all(fields.map(read));
	if (problems.length > 0) throw invalidInput(problems);
	return Object.fromEntries(values);
}

function describe(thrown: unknown): string {
	const text = thrown instanceof Error ? thrown.message : 'It cannot be evaluated.';
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
