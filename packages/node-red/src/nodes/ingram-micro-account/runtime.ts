import { invalidInput, type IngramClient } from '@ingram-orders/core';
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { createClient, type Credentials } from './account-settings.ts';
import { addTestRoute } from './test-route.ts';

interface AccountDef extends NodeDef {
	environment?: unknown;
	apiVersion?: unknown;
	baseUrl?: unknown;
	customerNumber?: unknown;
	countryCode?: unknown;
}

/** The config node: one client, and with it one token, for all nodes that use the account. */
export interface AccountNode extends Node<Credentials> {
	/** @throws IngramError `INVALID_INPUT` with every wrong setting */
	client(): IngramClient;
}

export function registerAccount(RED: NodeAPI): void {
	function createAccountNode(this: AccountNode, def: AccountDef) {
		RED.nodes.createNode(this, def);
		const { environment, apiVersion, baseUrl, customerNumber, countryCode } = def;
		// A node imported without its credentials has none at all.
		const { clientId, clientSecret } = (this.credentials as Credentials | undefined) ?? {};
		const settings = {
			environment: environment === undefined || environment === '' ? 'production' : environment,
			...{ apiVersion, baseUrl, customerNumber, countryCode, clientId, clientSecret },
		};
		let client: IngramClient | undefined;
		this.client = () => (client ??= createClient(settings));
	}
	RED.nodes.registerType<AccountNode, AccountDef, object, Credentials>(
		'ingram-micro-account',
		createAccountNode,
		{ credentials: { clientId: { type: 'text' }, clientSecret: { type: 'password' } } },
	);
	addTestRoute(RED);
}

/**
 * The client of the account that a node names.
 * @throws IngramError `INVALID_INPUT` when there is no such account, or with every wrong setting
 */
export function clientOf(RED: NodeAPI, accountId: unknown): IngramClient {
	const account = typeof accountId === 'string' ? RED.nodes.getNode(accountId) : null;
	if (isAccount(account)) return account.client();
	throw invalidInput([
		{ name: 'account', message: 'No account is chosen, or the chosen one is disabled.' },
	]);
}

/** Node-RED says null where there is no such node, or where it is disabled. */
function isAccount(node: Node | null): node is AccountNode {
	return node !== null && 'client' in node && typeof node.client === 'function';
}
