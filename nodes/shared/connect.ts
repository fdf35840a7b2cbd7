import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { otherCountry } from './fields/countries.ts';
import {
	checkAccount,
	clock,
	gates,
	IngramClient,
	invalidInput,
	type Account,
	type Problem,
} from './ingram.ts';
import { createSend, credentialName } from './transport.ts';

/**
 * A client for the account of the node's credential, for an execution or a poll.
 * @throws IngramError `INVALID_INPUT` for a credential that cannot be used
 */
export async function connect(context: IExecuteFunctions | IPollFunctions): Promise<IngramClient> {
	const credential = await context.getCredentials(credentialName);
	const account = readAccount(credential);
	const { clientSecret, webhookSecretKey, oauthTokenData } = credential;
	const secrets = new Set(texts(clientSecret, webhookSecretKey, accessTokenIn(oauthTokenData)));
	return new IngramClient({
		account,
		host: { ...clock, send: createSend(context, secrets) },
		gates,
		authorization: { byHost: true, secrets: () => [...secrets] },
	});
}

/**
 * The account of a credential.
 * @throws IngramError `INVALID_INPUT` for a credential that cannot be used
 */
export function readAccount(credential: ICredentialDataDecryptedObject): Account {
	const { environment, baseUrl, clientId, clientSecret, customerNumber, countryCode, ...rest } =
		credential;
	const account = checkAccount({
		environment,
		baseUrl,
		clientId,
		clientSecret,
		customerNumber,
		countryCode: countryCode === otherCountry ? rest['otherCountryCode'] : countryCode,
		apiVersion: rest['apiVersion'],
	});
	refuseSpaceAround({ clientId, clientSecret });
	return account;
}

/** n8n sends both to the token endpoint as they are stored, where they would be wrong. */
function refuseSpaceAround(fields: { clientId: unknown; clientSecret: unknown }): void {
	const labels = { clientId: 'App ID', clientSecret: 'Client Secret' } as const;
	const problems = (['clientId', 'clientSecret'] as const)
		.filter((name) => /^\s|\s$/.test(String(fields[name])))
		.map((name): Problem => ({
			name,
			message: `${labels[name]} has a space or line break before or after it. Remove it in the credential.`,
		}));
	if (problems.length > 0) throw invalidInput(problems);
}

function accessTokenIn(tokenData: unknown): unknown {
	const hasToken =
		typeof tokenData === 'object' && tokenData !== null && 'access_token' in tokenData;
	return hasToken ? tokenData.access_token : undefined;
}

function texts(...values: readonly unknown[]): string[] {
	return values.filter((value): value is string => typeof value === 'string' && value !== '');
}
