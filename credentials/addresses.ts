/** Where the credential's requests go. All are expressions that n8n resolves. */

const production = 'https://api.ingrammicro.com';

/** A base URL that secret and token may be sent to: https, or plain http to this machine. */
const safe = String.raw`/^(https:\/\/[^\s\/?#@\\]+|http:\/\/(([\w-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?)\/?$/i`;

/**
 * The origin by the credential's fields. For a base URL that must not be used it is no address at all,
 * so that n8n sends nothing; what it is instead shows in n8n's message.
 */
function origin(fields: '$self' | '$credentials'): string {
	const baseUrl = `(${fields}.baseUrl ?? "").trim()`;
	const custom = String.raw`${safe}.test(${baseUrl}) ? ${baseUrl}.replace(/\/$/, "") : "the-base-url-must-start-with-https:"`;
	return `={{ ${fields}.environment === "custom" ? (${custom}) : "${production}" }}`;
}

export const accessTokenUrl = `${origin('$self')}/oauth/oauth30/token`;

export const apiOrigin = origin('$credentials');

export const searchPath =
	'={{ $credentials.environment === "sandbox" ? "/sandbox" : "" }}/resellers/v5/orders/search';
