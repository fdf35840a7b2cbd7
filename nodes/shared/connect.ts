import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { createSend, credentialName } from './transport.ts';
import { checkAccount, clock, gates, IngramClient } from './ingram.ts';

/**
 * A client for the account of the node's credential, for an execution or a poll.
 * @throws IngramError `INVALID_INPUT` for a credential that cannot be used
 */
export async function connect(context: IExecuteFunctions | IPollFunctions): Promise<IngramClient> {
	const { environment, baseUrl, clientId, clientSecret, customerNumber, countryCode, ...rest } =
		await context.getCredentials(credentialName);
	const account = checkAccount({
		environment,
		baseUrl,
		clientId,
		clientSecret,
		customerNumber,
		countryCode,
	});
	const secrets = new Set(secretTexts(clientSecret, rest['oauthTokenData']));
	return new IngramClient({
		account,
		host: { ...clock, send: createSend(context, secrets) },
		gates,
		authorization: { byHost: true, secrets: () => [...secrets] },
	});
}

function secretTexts(clientSecret: unknown, tokenData: unknown): string[] {
	const token: unknown =
		typeof tokenData === 'object' && tokenData !== null && 'access_token' in tokenData
			? tokenData.access_token
			: undefined;
	return [clientSecret, token].filter(
		(text): text is string => typeof text === 'string' && text !== '',
	);
}
