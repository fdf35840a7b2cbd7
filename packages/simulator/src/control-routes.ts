import type { FastifyInstance } from 'fastify';
import { isRecord, oneOf, optional, problemsIn, text, wholeNumber } from './check-values.ts';
import { OptionError } from './options.ts';
import { parseFault } from './parse-fault.ts';
import {
	parseOrderChange,
	parseOrderDeletion,
	parseOrderEntry,
	parseSubOrderEntry,
} from './parse-order-change.ts';
import { parseSettings } from './resolve-options.ts';
import type { Control } from './simulator-types.ts';
import type { WebhookAnswer } from './webhooks/webhook-types.ts';

/** The control endpoint below `/_control`: JSON in, the state as JSON out; of a webhook, the receiver's answer. */
export function addControlRoutes(
	server: FastifyInstance,
	control: Control,
	sendWebhook: (body: unknown) => Promise<WebhookAnswer>,
): void {
	const answer = (name: string, act: (body: unknown) => unknown): void => {
		server.post(`/_control/${name}`, async (request, reply) => {
			try {
				return await reply.send(await act(request.body));
			} catch (error) {
				if (!(error instanceof OptionError)) throw error;
				return reply.code(400).send({ message: error.message });
			}
		});
	};
	const post = (name: string, act: (body: unknown) => void): void =>
		answer(name, (body) => {
			act(body);
			return control.state();
		});

	answer('webhook', sendWebhook);
	server.get('/_control/state', (_request, reply) => reply.send(control.state()));
	post('fault', (body) => {
		const faults = (Array.isArray(body) ? body : [body]).map(parseFault);
		for (const fault of faults) control.fault(fault);
	});
	post('clear-faults', () => control.clearFaults());
	post('set', (body) => control.set(parseSettings(body)));
	post('expire-tokens', () => control.expireTokens());
	post('clear-log', () => control.clearLog());
	post('enter-order', (body) => control.enterOrder(parseOrderEntry(body)));
	post('add-suborder', (body) => control.addSubOrder(parseSubOrderEntry(body)));
	post('change-order', (body) => control.changeOrder(parseOrderChange(body)));
	post('delete-order', (body) => control.deleteOrder(parseOrderDeletion(body)));
	post('orders', (body) => changeOrders(control, body));
}

/** `{ "change": "insert" | "delete" | "status", "count"?, "statusCode"?, "customerNumber"? }` */
function changeOrders(control: Control, body: unknown): void {
	if (!isRecord(body)) throw new OptionError('the body must be an object with a change');
	const problems = problemsIn(body, {
		change: oneOf(['insert', 'delete', 'status']),
		count: optional(wholeNumber(1)),
		statusCode: body['change'] === 'status' ? text : optional(text),
		customerNumber: optional(text),
	});
	if (problems.length > 0) throw new OptionError(problems.join('; '));
	const count = typeof body['count'] === 'number' ? body['count'] : 1;
	const customerNumber =
		typeof body['customerNumber'] === 'string' ? body['customerNumber'] : undefined;
	if (body['change'] === 'insert') control.insertOrders(count, customerNumber);
	else if (body['change'] === 'delete') control.deleteOrders(count, customerNumber);
	else control.changeStatus(String(body['statusCode']), count, customerNumber);
}
