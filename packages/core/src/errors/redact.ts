/** Stands for anything secret in a text. */
const mask = '***';

/** How many characters one character of a secret takes at most, e.g. `\\\u20ac` or `%25252B`. */
export const maxWriting = 16;

/**
 * Takes secrets out of a text that is shown to somebody: the known ones, however they are encoded,
 * and whatever looks like a token or a credential.
 */
export function redact(text: string, secrets: readonly string[]): string {
	let shown = text;
	for (const secret of secrets) {
		if (secret !== '') shown = shown.replace(anyWriting(secret), mask);
	}
	return shown
		.replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${mask}`)
		.replace(
			/\b(client_secret|access_token|refresh_token|password)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
			`$1$2${mask}`,
		);
}

/** Matches a text as it stands in addresses, forms, JSON and HTML, also where these are mixed. */
function anyWriting(text: string): RegExp {
	return new RegExp(Array.from(text, writingsOf).join(''), 'gi');
}

const htmlNames: Readonly<Record<string, string>> = {
	'&': 'amp',
	'<': 'lt',
	'>': 'gt',
	'"': 'quot',
	"'": 'apos',
};

function writingsOf(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const hex = code.toString(16);
	const literal = `\\\\{0,3}${character.replace(/[^\p{L}\p{N}]/u, '\\$&')}`;
	const writings = [literal, unicodeEscapes(character), `&#(?:${code}|x0*${hex});`];
	if (code < 256) writings.push(percentEscape(hex.padStart(2, '0')));
	if (code > 127 && character.isWellFormed()) writings.push(percentEscapes(character));
	const htmlName = Object.hasOwn(htmlNames, character) ? htmlNames[character] : undefined;
	if (htmlName !== undefined) writings.push(`&${htmlName};`);
	if (character === ' ') writings.push('\\+');
	return `(?:${writings.join('|')})`;
}

/** As in JSON: one escape for each UTF-16 unit, so two for an emoji. */
function unicodeEscapes(character: string): string {
	return character
		.split('')
		.map((unit) => `\\\\{1,3}u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}

function percentEscapes(character: string): string {
	const bytes = encodeURIComponent(character).split('%').slice(1);
	return bytes.map(percentEscape).join('');
}

/** One byte in an address, encoded up to three times. */
function percentEscape(hex: string): string {
	return `%(?:25){0,2}${hex}`;
}
