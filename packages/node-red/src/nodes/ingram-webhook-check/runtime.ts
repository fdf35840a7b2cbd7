import { createHmac } from 'node:crypto';
import { checkWebhook, invalidInput, SeenEvents, type IngramError } from '@ingram-orders/core';
import type { Node, NodeAPI, NodeDef } from 'node-red';
import { toFailure } from '../../failures/node-failure.ts';
import { StatusLine } from '../../messages/status-line.ts';
import { postedRequest } from './posted-request.ts';
import { RefusalLog } from './refusal-log.ts';
import { statusTexts, type Counts } from './status.ts';

/** Kept apart from the node's own properties, and never sent to the editor. */
interface Credentials {
	secretKey?: string;
}

export function registerWebhookCheck(RED: NodeAPI): void {
	function createWebhookCheckNode(this: Node<Credentials>, def: NodeDef) {
		RED.nodes.createNode(this, def);
		startWebhookCheck(RED, this);
	}
	RED.nodes.registerType<Node<Credentials>, NodeDef, object, Credentials>(
		'ingram-webhook-check',
		createWebhookCheckNode,
		{ credentials: { secretKey: { type: 'password' } } },
	);
}

/** Answers every request at once, and sends a message for each order that a signed one tells of. */
function startWebhookCheck(RED: NodeAPI, node: Node<Credentials>): void {
	const secretKey = readSecretKey(node.credentials);
	const seen = new SeenEvents();
	const counts: Counts = { accepted: 0, refused: 0 };
	const refusals = new RefusalLog((text) => node.warn(text));
	const status = new StatusLine((shown) => node.status(shown));
	const texts = statusTexts(RED._);
	status.set(secretKey === '' ? texts.wrongSettings : texts.waiting);

	node.on('input', (msg, send, done) => {
		const message: Record<string, unknown> = msg;
		const request = postedRequest(msg);
		try {
			if (request === undefined) throw notARequest();
			if (secretKey === '') throw noSecretKey();
			const context = { secretKey, hmac, seen, now: Date.now() };
			const { orders, notes, status: code } = checkWebhook(request, context);
			request.answer(code);
			counts[code === 200 ? 'accepted' : 'refused'] += 1;
			status.set(texts.counted(counts));
			for (const note of notes) {
				if (code === 200) node.log(note);
				else refusals.add(note, context.now);
			}
			for (const order of orders) {
				send({ _msgid: msg._msgid, topic: order.event, payload: order });
			}
			done();
		} catch (thrown) {
			// Ingram Micro's log of the webhook shows it; who posted learns no more.
			request?.answer(500);
			const { failure, error } = toFailure(thrown, RED._, node.type);
			// Catch nodes get the message; the request in it is answered.
			delete message['req'];
			delete message['res'];
			message['ingram'] = { failure };
			done(error);
		}
	});

	node.on('close', () => status.close());
}

function notARequest(): IngramError {
	return invalidInput([
		{
			name: 'payload',
			message: 'The message must come from a node “http in” with the method POST.',
		},
	]);
}

function noSecretKey(): IngramError {
	return invalidInput([{ name: 'secretKey', message: 'Secret Key must not be empty.' }]);
}

function hmac(secretKey: string, message: string): string {
	return createHmac('sha512', secretKey).update(message).digest('base64');
}

/** A variable of the environment that is not set stays as it is written; nobody may sign with its name. */
function readSecretKey(credentials: Credentials | undefined): string {
	const secretKey = (credentials?.secretKey ?? '').trim();
	return /^\$\{\S+\}$/.test(secretKey) ? '' : secretKey;
}
