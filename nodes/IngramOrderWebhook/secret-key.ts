import { createHmac } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** The secret key of the webhook, empty where there is none; a pasted line break is not part of it. */
export function secretKeyOf({ webhookSecretKey }: ICredentialDataDecryptedObject): string {
	return typeof webhookSecretKey === 'string' ? webhookSecretKey.trim() : '';
}

/** HMAC-SHA512 in Base64. */
export function hmac(secretKey: string, message: string): string {
	return createHmac('sha512', secretKey).update(message, 'utf8').digest('base64');
}
