import { redact } from './redact.ts';

/** What is shown at most, in characters. */
const longest = 200;

/** What is looked at, in characters: a readable piece comes early, if at all. */
const searched = 20_000;

/** A short readable piece of what came, without secrets, white space folded, control characters dropped. */
export function quote(text: string, secrets: readonly string[]): string {
	const folded = redact(text.slice(0, searched), secrets)
		.replace(/[\p{Cc}\p{Cf}\s\uFFFD]+/gu, ' ')
		.trim();
	return folded.length > longest ? `${folded.slice(0, longest)}…` : folded;
}
