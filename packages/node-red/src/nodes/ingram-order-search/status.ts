import type { Progress } from '@ingram-orders/core';
import type { NodeAPI, NodeStatus } from 'node-red';
import type { ShownStatus } from '../../messages/status-line.ts';
import type { Failure } from '../../failures/node-failure.ts';
import type { Outcome } from './operations/operation.ts';

type Translate = NodeAPI['_'];
type Look = Pick<NodeStatus, 'fill' | 'shape'>;

const busy: Look = { fill: 'blue', shape: 'dot' };
const waits: Look = { fill: 'yellow', shape: 'ring' };
const doubtful: Look = { fill: 'yellow', shape: 'dot' };
const good: Look = { fill: 'green', shape: 'dot' };
const failed: Look = { fill: 'red', shape: 'ring' };

/** How long a page that arrived is shown before the wait for the next one, in milliseconds. */
const glanceMs = 900;

/** The status texts of the node, in the language of the Node-RED process. */
export function statusTexts(translate: Translate) {
	const text = (key: string, values: Record<string, string> = {}) =>
		translate(`ingram-order-search.status.${key}`, values);
	const constant = (look: Look, key: string, values?: Record<string, string>): ShownStatus => ({
		at: () => ({ ...look, text: text(key, values) }),
		isCounting: false,
	});

	return {
		started: constant(busy, 'started'),
		/** Follows one run. While some of its requests wait, pages may still arrive for others. */
		followRun: () => {
			let waitsUntil = 0;
			const waiting = (key: 'waiting' | 'retrying', now: number): NodeStatus => {
				const seconds = String(Math.max(0, Math.ceil((waitsUntil - now) / 1000)));
				return { ...waits, text: text(key, { seconds }) };
			};
			return (progress: Progress, at: number): ShownStatus => {
				if (progress.kind !== 'page') {
					const { kind, ms } = progress;
					waitsUntil = at + ms;
					return { at: (now) => waiting(kind, now), isCounting: true };
				}
				const page = { page: String(progress.page), pages: String(progress.pages) };
				const arrived = constant(busy, 'page', page);
				if (waitsUntil <= at) return arrived;
				return {
					at: (now) =>
						now < at + glanceMs || now >= waitsUntil ? arrived.at(now) : waiting('waiting', now),
					isCounting: true,
				};
			};
		},
		done: (outcome: Outcome): ShownStatus => {
			if (outcome.kind === 'document') return constant(good, 'document');
			const values = { number: String(outcome.count) };
			if (outcome.kind === 'entries') return constant(good, 'entries', values);
			if (!outcome.complete) return constant(doubtful, 'incomplete', values);
			if (outcome.limited) return constant(doubtful, 'limited', values);
			return constant(good, outcome.count === 1 ? 'order' : 'orders', values);
		},
		failed: (code: Failure['code']): ShownStatus => constant(failed, `failed.${code}`),
	};
}
