import { startSimulator, type Simulator, type SimulatorOptions } from '@ingram-orders/simulator';
import type { CredentialName } from './n8n-api.ts';
import type { N8n } from './n8n-server.ts';
import { credentialType } from './workflow.ts';

/** Found nowhere but in n8n's encrypted credentials, or the tests fail. */
export const canarySecret = 'canary-of-the-client-secret';

export const application = {
	clientId: 'demo-app',
	clientSecret: canarySecret,
	accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
};

/** A simulated API, and the n8n credential for it. */
export interface Ingram {
	readonly simulator: Simulator;
	readonly credential: CredentialName;
}

const running: Simulator[] = [];

/** Starts a simulated API and stores a credential for it. */
export async function startIngram(n8n: N8n, options: SimulatorOptions = {}): Promise<Ingram> {
	const simulator = await startSimulator({ applications: [application], ...options });
	running.push(simulator);
	const credential = await n8n.api.createCredential(
		credentialType,
		`Ingram Micro at ${simulator.origin}`,
		credentialData(simulator),
	);
	return { simulator, credential };
}

/** What the credential's form holds. */
export function credentialData(
	simulator: Simulator,
	changes: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
	return {
		environment: 'custom',
		baseUrl: simulator.origin,
		clientId: application.clientId,
		clientSecret: application.clientSecret,
		customerNumber: '20-123456',
		countryCode: 'UK',
		...changes,
	};
}

export async function stopAllIngram(): Promise<void> {
	await Promise.all(running.splice(0).map((simulator) => simulator.close()));
}
