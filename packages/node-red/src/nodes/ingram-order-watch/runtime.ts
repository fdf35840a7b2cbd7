import type { Node, NodeAPI, NodeMessage } from 'node-red';
import type { NodeFailure } from '../../failures/node-failure.ts';
import { axiosHost } from '../../host/axios-host.ts';
import { StatusLine } from '../../messages/status-line.ts';
import { configuredStores } from '../../state/configured-stores.ts';
import { KeptState } from '../../state/kept-state.ts';
import { isGone } from '../../state/node-key.ts';
import { fileOf, missingStore, placesFor } from '../../state/places.ts';
import type { OrderWatchDef } from './order-watch-def.ts';
import { PollLoop } from './poll-loop.ts';
import { createPoller } from './poller.ts';
import { statusTexts, type Shown } from './status.ts';

/** The first poll comes a moment after the start, not of all nodes at once; in milliseconds. */
const firstDelayMs = { min: 2_000, spread: 6_000 };

/** A message that asked for a poll. */
interface Asked {
	msg: NodeMessage;
	done: (error?: Error) => void;
}

export function registerOrderWatch(RED: NodeAPI): void {
	function createOrderWatchNode(this: Node, def: OrderWatchDef) {
		RED.nodes.createNode(this, def);
		startOrderWatch(RED, this, def);
	}
	RED.nodes.registerType('ingram-order-watch', createOrderWatchNode, {
		settings: {
			ingramOrderWatchStores: {
				value: configuredStores(RED.settings['contextStorage']),
				exportable: true,
			},
		},
	});
}

/** Polls from time to time and when a message asks for it, and sends a message for each event. */
function startOrderWatch(RED: NodeAPI, node: Node, def: OrderWatchDef): void {
	const closing = new AbortController();
	const status = new StatusLine((shown) => node.status(shown));
	const texts = statusTexts(RED._);
	const state = new KeptState(placesFor(RED, node, def.store), (problem) => node.warn(problem));
	const missing = missingStore(RED, def.store);
	if (missing !== undefined) node.warn(missing);
	let asked: Asked[] = [];
	let shown: Shown = { kind: 'none' };

	const poller = createPoller({
		...{ RED, node, def, state, signal: closing.signal },
		onProgress: () => {
			const follow = texts.followRun();
			status.set(texts.polling);
			return (progress) => status.set(follow(progress, Date.now()));
		},
	});

	const loop = new PollLoop({
		poll: async () => {
			const served = asked;
			asked = [];
			const [first, ...others] = served;
			const polled = await poller(first?.msg);
			if (closing.signal.aborted) return undefined;
			shown = polled.shown ?? shown;
			tell(polled.failure, first);
			for (const { done } of others) done();
			return polled.nextInMs;
		},
		onPlanned: (nextAt) => status.set(loop.isPaused ? texts.paused : texts.between(shown, nextAt)),
	});

	/** Once to Catch nodes: with the message that asked, else with one of its own. */
	const tell = (
		failure: { error: NodeFailure; msg: NodeMessage } | undefined,
		first: Asked | undefined,
	) => {
		if (first) first.done(failure?.error);
		else if (failure) node.error(failure.error, failure.msg);
	};

	node.on('input', (msg, _send, done) => {
		const word = typeof msg.payload === 'string' ? msg.payload.trim().toLowerCase() : '';
		if (word === 'pause') loop.pause();
		else if (word === 'resume') loop.resume();
		else {
			asked.push({ msg, done });
			loop.pollNow();
			return;
		}
		done();
	});

	node.on('close', (done: () => void) => {
		closing.abort();
		loop.close();
		status.close();
		void state
			.settle()
			.then(() => (isGone(RED, node) ? fileOf(RED, node).remove() : undefined))
			.then(done, () => done());
	});

	loop.start(firstDelayMs.min + axiosHost.random() * firstDelayMs.spread);
}
