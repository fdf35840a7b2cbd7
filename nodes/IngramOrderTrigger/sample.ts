import {
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { connect } from '../shared/connect.ts';
import { clock, eventNames, planWatch, type EventName } from '../shared/ingram.ts';
import { toNodeError } from '../shared/to-n8n.ts';
import { readHeld, readNewest } from './sample-orders.ts';
import { toSampleEvent } from './sample-event.ts';
import { readWatchInput } from './watch-input.ts';

/** The events that are about orders whether they are on hold or not. */
const ofAnyOrder: ReadonlySet<EventName> = new Set(['orderCreated', 'statusChanged']);

/**
 * What a test in the editor shows: orders as they are now, in the shape of each event that is chosen.
 * Nothing is kept.
 * @throws NodeApiError or NodeOperationError of whatever fails, and where there is nothing to show
 */
export async function sample(n8n: IPollFunctions): Promise<INodeExecutionData[][]> {
	const items = await samples(n8n).catch((thrown: unknown) => {
		throw toNodeError(n8n.getNode(), thrown);
	});
	if (items.length === 0) throw nothingToShow(n8n);
	return [items.map((json) => ({ json }))];
}

async function samples(n8n: IPollFunctions): Promise<IDataObject[]> {
	const input = readWatchInput(n8n);
	const client = await connect(n8n);
	const plan = planWatch(input, client.account);
	const chosen = eventNames.filter((name) => plan.telling.events.has(name));
	const found = {
		any: chosen.some((name) => ofAnyOrder.has(name)) ? await readNewest(client, plan, input) : [],
		held: chosen.every((name) => ofAnyOrder.has(name)) ? [] : await readHeld(client, plan, input),
	};
	const seenAt = new Date(clock.now()).toISOString();
	return chosen.flatMap((event) =>
		(ofAnyOrder.has(event) ? found.any : found.held).map((order) =>
			toSampleEvent(order, { event, seenAt, telling: plan.telling }),
		),
	);
}

function nothingToShow(n8n: IPollFunctions): NodeOperationError {
	return new NodeOperationError(
		n8n.getNode(),
		'There is no order at the moment that could serve as a sample.',
		{
			description:
				'For the hold events, one must be on hold and meet the filters. The workflow can be activated all the same: it starts once something happens. To build the next steps, choose an event such as Order Created for the time being, or widen Lookback and Filters.',
		},
	);
}
