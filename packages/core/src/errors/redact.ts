/** Stands for anything secret in a text. */
const mask = '***';

/**
 * Takes secrets out of a text that is shown to somebody: the known ones, however they are encoded,
 * and whatever looks like a token or a credential.
 */
export function redact(text: string, secrets: readonly string[]): string {
	let shown = text;
	for (const secret of secrets) {
		if (secret === '') continue;
		for (const form of new Set([
			secret,
			encodeURIComponent(secret),
			JSON.stringify(secret).slice(1, -1),
		])) {
			shown = shown.replaceAll(form, mask);
		}
	}
	return shown
		.replace(/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${mask}`)
		.replace(
			/\b(client_secret|access_token|refresh_token|password)(["']?\s*[=:]\s*["']?)[^\s"'&,;}]+/gi,
			`$1$2${mask}`,
		);
}
