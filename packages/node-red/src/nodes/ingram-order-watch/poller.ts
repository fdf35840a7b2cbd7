import { OrderWatcher, type OnProgress, type PollOutcome } from '@ingram-orders/core';
import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { describeThrown, toFailure, type NodeFailure } from '../../failures/node-failure.ts';
import { readWatchSettings } from '../../fields/watch-settings.ts';
import type { KeptState } from '../../state/kept-state.ts';
import { clientOf } from '../ingram-micro-account/runtime.ts';
import type { OrderWatchDef } from './order-watch-def.ts';
import type { Shown } from './status.ts';

/** What a poll works with. */
export interface PollerOptions {
	RED: NodeAPI;
	node: Node;
	def: OrderWatchDef;
	state: KeptState;
	signal: AbortSignal;
	/** Is called when a poll begins; gives who is told of its progress. */
	onProgress: () => OnProgress;
}

/** What came of a poll, for those who wait for it. */
export interface Polled {
	/** What to show until the next one; undefined where it stays as it is. */
	shown?: Shown;
	/** What Catch nodes are to be told now, and with which message. */
	failure?: { error: NodeFailure; msg: NodeMessage };
	/** Until the next poll, in milliseconds; undefined where another would come to the same. */
	nextInMs?: number;
}

/**
 * Gives a function that polls once, sends what happened and keeps what is known. It never rejects;
 * after the signal it sends and keeps nothing.
 * @returns takes the message that asked for the poll, if one did
 */
export function createPoller(options: PollerOptions): (asking?: NodeMessage) => Promise<Polled> {
	const { RED, node, def, state, signal } = options;
	const watcher = new OrderWatcher();
	let warned: readonly string[] = [];
	let isFailing = false;

	const warn = (warnings: readonly string[]) => {
		for (const text of warnings.filter((warning) => !warned.includes(warning))) node.warn(text);
		warned = warnings;
	};

	const failed = (thrown: unknown, since: number, msg: NodeMessage): Polled => {
		const { failure, error } = toFailure(thrown, RED._, node.type);
		// Node-RED passes only code and text on to Catch nodes; the rest goes with the message.
		msg['ingram'] = { since: new Date(since).toISOString(), failure };
		return { shown: { kind: 'failed', code: failure.code, since }, failure: { error, msg } };
	};

	const complete = async (outcome: Outcome<'complete'>): Promise<Shown> => {
		const { items, held, requests, waitedMs, warnings } = outcome;
		if (isFailing) node.log('Polls work again.');
		isFailing = false;
		warn(warnings);
		// Sent before it is kept: a process that is killed in between tells it again, with the same ids.
		// All in one turn, so that closing the node comes before all of it or after, and waits for the
		// state that belongs to it.
		for (const item of items) {
			const ingram = { held, requests, waitedMs, warnings: [...warnings] };
			node.send({ _msgid: RED.util.generateId(), topic: item.event, payload: item, ingram });
		}
		await state.save(outcome.state);
		return { kind: 'complete', held, at: Date.now() };
	};

	return async (asking) => {
		const msg = asking ?? { _msgid: RED.util.generateId() };
		const onProgress = options.onProgress();
		let nextInMs: number | undefined;
		try {
			const client = clientOf(RED, def.account);
			const { plan, intervalMs } = readWatchSettings(def, client.account);
			const stored = await state.load();
			nextInMs = intervalMs;
			const outcome = await watcher.poll(client, plan, {
				...{ stored, signal, onProgress, isAsked: asking !== undefined },
			});
			signal.throwIfAborted();
			switch (outcome.kind) {
				case 'complete':
					return { nextInMs, shown: await complete(outcome) };
				case 'skipped':
					node.log(outcome.reason);
					return { nextInMs, shown: { kind: 'skipped' } };
				case 'resting':
					return { nextInMs, shown: toShown(outcome) };
				case 'failed': {
					isFailing = true;
					if (outcome.isTold) {
						return { nextInMs, ...failed(outcome.failure, outcome.since, msg) };
					}
					node.log(`A poll failed. ${describeThrown(outcome.failure).text}`);
					return { nextInMs, shown: toShown(outcome) };
				}
			}
		} catch (thrown) {
			return { ...(nextInMs !== undefined && { nextInMs }), ...failed(thrown, Date.now(), msg) };
		}
	};
}

type Outcome<Kind extends PollOutcome['kind']> = Extract<PollOutcome, { kind: Kind }>;

function toShown({ failure, since }: Outcome<'resting' | 'failed'>): Shown {
	return { kind: 'failed', code: failure.code, since };
}
