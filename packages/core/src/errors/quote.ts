import { longestWriting, redact } from './redact.ts';

/** What is shown at most, in characters. */
const longest = 200;

/** What is looked at, in characters: a readable piece comes early, if at all. */
const searched = 20_000;

/** A short readable piece of what came, without secrets, white space folded, control characters dropped. */
export function quote(text: string, secrets: readonly string[]): string {
	const folded = firstPart(text, secrets)
		.replace(/[\p{Cc}\p{Cf}\s\uFFFD]+/gu, ' ')
		.trim();
	return folded.length > longest ? `${folded.slice(0, longest)}…` : folded;
}

/** The beginning of a text without secrets, also without the part of one that the end cuts off. */
export function firstPart(text: string, secrets: readonly string[]): string {
	const shown = redact(text.slice(0, searched), secrets);
	if (text.length <= searched) return shown;
	const longestSecret = Math.max(0, ...secrets.map(({ length }) => length));
	return shown.slice(0, Math.max(0, shown.length - longestWriting * longestSecret));
}
