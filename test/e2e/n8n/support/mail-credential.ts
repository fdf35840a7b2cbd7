import type { MailServer } from '../counterparts/mail-server.ts';
import type { CredentialName } from './n8n-api.ts';
import type { N8n } from './n8n-server.ts';

/** The credential by which n8n sends mails to a mail server of this machine. */
export async function mailCredential({ api }: N8n, { port }: MailServer): Promise<CredentialName> {
	return api.createCredential('smtp', 'Mail', {
		host: '127.0.0.1',
		port,
		secure: false,
		disableStartTls: true,
	});
}
