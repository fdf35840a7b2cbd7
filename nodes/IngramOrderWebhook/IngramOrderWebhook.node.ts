import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { searchCountries } from '../shared/fields/countries.ts';
import { runNode } from '../shared/run-node.ts';
import { subtitle } from '../shared/subtitle-of-events.ts';
import { checkBeforeListening } from './check-before-listening.ts';
import { properties } from './properties.ts';
import { readOrders } from './read-orders.ts';
import { receive } from './receive.ts';

export class IngramOrderWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ingram Order Webhook',
		name: 'ingramOrderWebhook',
		icon: {
			light: 'file:../../icons/parcel-search.svg',
			dark: 'file:../../icons/parcel-search.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle,
		description:
			'Starts the workflow when Ingram Micro posts that an order is on hold, shipped, invoiced, voided or backordered',
		defaults: { name: 'Ingram Order Webhook' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ingramMicroOAuth2Api', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
		],
		triggerPanel: {
			header: 'Receive order events from Ingram Micro',
			executionsHelp: {
				inactive:
					'<b>While you build the workflow</b>, click the button, then send a test event from Ingram Micro’s portal to the Test URL.<br /><br /><b>Once it is published</b>, it runs by itself for each event that is posted to the Production URL.',
				active:
					'<b>While you build the workflow</b>, click the button, then send a test event from Ingram Micro’s portal to the Test URL.<br /><br /><b>This workflow is published</b>: it runs by itself for each event that is posted to the Production URL.',
			},
			activationHint:
				'Once the workflow is published, it runs by itself for each event that is posted to the Production URL.',
		},
		properties,
	};

	methods = { listSearch: { searchCountries } };

	// Ingram Micro's portal is the only place to enter a webhook: there is no API for it.
	webhookMethods = {
		default: {
			checkExists(this: IHookFunctions): Promise<boolean> {
				return Promise.resolve(false);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await checkBeforeListening(this);
				return true;
			},
			delete(this: IHookFunctions): Promise<boolean> {
				return Promise.resolve(true);
			},
		},
	};

	/** Only checks what was posted: n8n answers when this has returned, and then starts the execution. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return receive(this);
	}

	/** Looks the posted orders up, as part of the execution: it shows what fails, and can be retried. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return runNode(this, () => readOrders);
	}
}
