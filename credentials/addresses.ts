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
	return `(${fields}.environment === "custom" ? (${custom}) : "${production}")`;
}

/** n8n sends the App ID and the secret as they are stored, so a space around them is a wrong secret. */
const hasSpace = (name: string) => String.raw`/^\s|\s$/.test($self.${name})`;

/** Where n8n takes its token; for what cannot be right no address, as for a base URL. */
export const accessTokenUrl = `={{ ${hasSpace('clientId')} ? "remove-the-space-around-the-app-id:" : ${hasSpace('clientSecret')} ? "remove-the-space-around-the-client-secret:" : ${origin('$self')} + "/oauth/oauth30/token" }}`;

export const apiOrigin = `={{ ${origin('$credentials')} }}`;

/** The only host that other nodes may take the credential to, without scheme and port. */
export const allowedDomain = String.raw`={{ ${origin('$self')}.replace(/^https?:\/\//i, "").replace(/:\d+$/, "") }}`;
