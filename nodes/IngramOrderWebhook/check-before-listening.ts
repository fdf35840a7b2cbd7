import type { IHookFunctions } from 'n8n-workflow';
import { readAccount } from '../shared/connect.ts';
import { invalidInput, planPosted } from '../shared/ingram.ts';
import { readCollection } from '../shared/read-collection.ts';
import { toNodeError } from '../shared/to-n8n.ts';
import { credentialName } from '../shared/transport.ts';
import { readEvents } from './events.ts';
import { secretKeyOf } from './secret-key.ts';

/**
 * Whoever activates the workflow, or tests the node, is told at once what would go wrong later.
 * @throws NodeOperationError for a credential or parameters that cannot be used
 */
export async function checkBeforeListening(n8n: IHookFunctions): Promise<void> {
	const credential = await n8n.getCredentials(credentialName);
	try {
		if (secretKeyOf(credential) === '') {
			const message =
				'Webhook Secret Key is missing in the credential. Enter the secret key of the webhook in Ingram Micro’s portal: without it nobody can tell who has posted an event.';
			throw invalidInput([{ name: 'webhookSecretKey', message }]);
		}
		readEvents(n8n.getNodeParameter('events'));
		planPosted(readCollection(n8n.getNodeParameter('options', {})), readAccount(credential));
	} catch (thrown) {
		throw toNodeError(n8n.getNode(), thrown);
	}
}
