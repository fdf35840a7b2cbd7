import type { Node, NodeAPI, NodeMessage, NodeMessageInFlow } from 'node-red';
import { readFields } from '../../fields/read-fields.ts';
import { StatusLine } from '../../messages/status-line.ts';
import { toFailure, type NodeFailure } from '../../failures/node-failure.ts';
import { clientOf } from '../ingram-micro-account/runtime.ts';
import { runOperation } from './operations/index.ts';
import type { Outcome } from './operations/operation.ts';
import type { OrderSearchDef } from './order-search-def.ts';
import { statusTexts } from './status.ts';

type Send = (message: NodeMessage) => void;

export function registerOrderSearch(RED: NodeAPI): void {
	function createOrderSearchNode(this: Node, def: OrderSearchDef) {
		RED.nodes.createNode(this, def);
		startOrderSearch(RED, this, def);
	}
	RED.nodes.registerType('ingram-order-search', createOrderSearchNode);
}

/** Runs a search for every message that comes in; messages do not wait for each other. */
function startOrderSearch(RED: NodeAPI, node: Node, def: OrderSearchDef): void {
	const closing = new AbortController();
	const status = new StatusLine((shown) => node.status(shown));
	const texts = statusTexts(RED._);

	/** Never rejects: Node-RED would end the process. */
	const run = async (
		msg: NodeMessageInFlow,
		send: Send,
	): Promise<{ outcome: Outcome } | { failed: NodeFailure }> => {
		const follow = texts.followRun();
		let summary = (): object => ({});
		try {
			const outcome = await runOperation({
				def,
				client: () => clientOf(RED, def.account),
				read: (fields) => readFields(fields, def, { RED, node, msg }),
				outlet: {
					incoming: msg,
					send: (message) => {
						closing.signal.throwIfAborted();
						send(message);
					},
					clone: (message) => RED.util.cloneMessage(message),
					newId: () => RED.util.generateId(),
				},
				signal: closing.signal,
				onProgress: (progress) => status.set(follow(progress, Date.now())),
				onStart: (known) => {
					summary = known;
				},
			});
			return { outcome };
		} catch (thrown) {
			const { failure, error } = toFailure(thrown, RED._, node.type);
			// Node-RED passes only code and text on to Catch nodes; the rest goes with the message.
			msg['ingram'] = { ...summary(), failure };
			return { failed: error };
		}
	};

	node.on('input', (msg, send, done) => {
		status.set(texts.started);
		void run(msg, send).then((result) => {
			if (closing.signal.aborted) return;
			if ('failed' in result) {
				status.set(texts.failed(result.failed.code));
				done(result.failed);
				return;
			}
			status.set(texts.done(result.outcome));
			for (const text of warningsOf(result.outcome)) node.warn(text);
			done();
		});
	});

	node.on('close', () => {
		closing.abort();
		status.close();
	});
}

function warningsOf(outcome: Outcome): string[] {
	return outcome.kind === 'orders' ? outcome.warnings : [];
}
