import type { Problem } from '@ingram-orders/core';
import { sharedText, translationOf, type Translate } from '../texts/shared-texts.ts';
import type { Failure } from './node-failure.ts';

/** Failures whose remedy depends on the case: on the hours of a country, on why nothing was reached. */
const remedyVaries: ReadonlySet<Failure['code']> = new Set([
	...(['SERVICE_UNAVAILABLE', 'UNREACHABLE', 'NOT_FOUND'] as const),
]);

/**
 * A failure in sentences: what happened, what to do, the core's own words with the details, which are
 * in English, and Ingram Micro's words. Undefined in English and where the language has no catalog:
 * there the core's text is all.
 * @param type of the node whose catalog has the labels of its fields
 */
export function translatedFailure(
	failure: Failure,
	translate: Translate,
	type: string,
): string | undefined {
	const meaning = translationOf(translate, `failures.${failure.code}`);
	if (meaning === undefined) return undefined;
	const { attempts, apiMessage, correlationId, problems } = failure;
	const details = problems
		? problems.map((problem) => labelled(problem, translate, type))
		: [`${sharedText(translate, 'failure.details')} ${detailsOf(failure)}`];
	const sentences = [meaning, ...details];
	if (attempts !== undefined && attempts > 1) {
		sentences.push(sharedText(translate, 'failure.attempts', { number: String(attempts) }));
	}
	// Joined and not filled in: a catalog would take what looks like a placeholder in them for one.
	if (apiMessage) sentences.push(`${sharedText(translate, 'failure.says')} "${apiMessage}"`);
	if (correlationId !== undefined) {
		sentences.push(`${sharedText(translate, 'failure.findable')} ${correlationId}.`);
	}
	return sentences.join(' ');
}

/** A wrong value after the name that its field has in the dialog. */
function labelled({ name, message }: Problem, translate: Translate, type: string): string {
	const own = `${type}.label.${name}`;
	const label = translate(own);
	const found = label === own ? translationOf(translate, `label.${name}`) : label;
	return found === undefined || message.startsWith(found) ? message : `${found}: ${message}`;
}

function detailsOf({ code, message, remedy }: Failure): string {
	return remedyVaries.has(code) ? `${message} ${remedy}` : message;
}
