import { maxWriting, redact } from './redact.ts';

/** What is shown, in characters. */
const maxShown = 200;

/** What is looked at, in characters: a readable piece comes early, if at all. */
const maxSearched = 20_000;

/**
 * A short readable piece of what a server sent: without secrets and without the tags of a web page,
 * white space folded, control characters dropped.
 */
export function quote(text: string, secrets: readonly string[]): string {
	const folded = withoutTags(firstPart(text, secrets))
		.replace(/[\p{Cc}\p{Cf}\s\uFFFD]+/gu, ' ')
		.trim();
	return folded.length > maxShown ? `${folded.slice(0, maxShown)}…` : folded;
}

/** The beginning of a text without secrets, also without the part of one that the end cuts off. */
function firstPart(text: string, secrets: readonly string[]): string {
	const shown = redact(text.slice(0, maxSearched), secrets);
	if (text.length <= maxSearched) return shown;
	const maxSecret = Math.max(0, ...secrets.map(({ length }) => length));
	return shown.slice(0, Math.max(0, shown.length - maxWriting * maxSecret));
}

function withoutTags(text: string): string {
	if (!/^\s*</.test(text)) return text;
	const plain = text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/<[^<>]*>/g, ' ');
	return plain.trim() === '' ? text : plain;
}
