import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { searchCountries } from '../shared/fields/countries.ts';
import { poll } from './poll.ts';
import { properties } from './properties.ts';
import { sample } from './sample.ts';
import { subtitle } from '../shared/subtitle-of-events.ts';

export class IngramOrderTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ingram Order Trigger',
		name: 'ingramOrderTrigger',
		icon: {
			light: 'file:../../icons/parcel-search.svg',
			dark: 'file:../../icons/parcel-search.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle,
		description:
			'Starts the workflow when an order at Ingram Micro goes on hold, is released, is new, or has another status',
		defaults: { name: 'Ingram Order Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ingramMicroOAuth2Api', required: true }],
		properties,
	};

	methods = { listSearch: { searchCountries } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return this.getMode() === 'manual' ? sample(this) : poll(this);
	}
}
