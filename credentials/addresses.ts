/** Where the credential's requests go. All three are expressions that n8n resolves. */

const production = 'https://api.ingrammicro.com';

/** A base URL the secret may be sent to: https, or plain http to this machine. */
const safeOrigin = String.raw`/^(https:\/\/[^\s\/?#@\\]+|http:\/\/(([\w-]+\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?)\/?$/i`;

/**
 * The token endpoint. For a base URL that must not be used it is no address at all, so that n8n sends
 * nothing; what it is instead shows in n8n's message.
 */
export const accessTokenUrl = `={{ $self["environment"] !== "custom" ? "${production}/oauth/oauth30/token" : ${safeOrigin}.test(($self["baseUrl"] ?? "").trim()) ? $self["baseUrl"].trim().replace(/\\/$/, "") + "/oauth/oauth30/token" : "the-base-url-must-start-with-https:" }}`;

export const apiOrigin = `={{ $credentials.environment === "custom" ? ($credentials.baseUrl ?? "").trim().replace(/\\/$/, "") : "${production}" }}`;

export const searchPath =
	'={{ $credentials.environment === "sandbox" ? "/sandbox" : "" }}/resellers/v5/orders/search';
