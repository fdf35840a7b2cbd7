import type { IDataObject } from 'n8n-workflow';
import { getOrder as getOrderDetails, planOrder } from '../../shared/ingram.ts';
import { documentOptions, orderNumber, simplify } from './document-fields.ts';
import { forEachItem } from '../../shared/for-each-item.ts';
import type { Operation } from './operation.ts';

/** Gets the details of one order; an order that several input items name is fetched once. */
export const getOrder: Operation = {
	option: {
		name: 'Get Order',
		value: 'getOrder',
		action: 'Get an order',
		description: 'Get the details of an order by its number: lines, amounts and addresses',
	},
	properties: [orderNumber, simplify, documentOptions],
	execute: forEachItem(async (run, itemIndex) => {
		const client = await run.client();
		const input = {
			...run.collection('options', itemIndex),
			orderNumber: run.parameter('orderNumber', itemIndex),
			simplify: run.parameter('simplify', itemIndex),
		};
		const plan = planOrder(input, client.account);
		const order = await run.once(JSON.stringify(plan), () =>
			getOrderDetails(client, plan, run.options),
		);
		return [structuredClone(order) as IDataObject];
	}),
};
