import type { Progress } from '@ingram-orders/core';
import type { NodeStatus } from 'node-red';
import { sharedText, type Translate } from '../texts/shared-texts.ts';
import { looks } from './looks.ts';
import type { ShownStatus } from './status-line.ts';

/** How long a page that arrived is shown before the wait for the next one, in milliseconds. */
const glanceMs = 900;

/** Follows one run. While some of its requests wait, pages may still arrive for others. */
export function followRun(translate: Translate): (progress: Progress, at: number) => ShownStatus {
	const say = (key: string, values: Record<string, string>) =>
		sharedText(translate, `status.${key}`, values);
	let waitsUntil = 0;
	const waiting = (key: 'waiting' | 'retrying', now: number): NodeStatus => {
		const seconds = String(Math.max(0, Math.ceil((waitsUntil - now) / 1000)));
		return { ...looks.waits, text: say(key, { seconds }) };
	};
	return (progress, at) => {
		if (progress.kind !== 'page') {
			const { kind, ms } = progress;
			waitsUntil = at + ms;
			return { at: (now) => waiting(kind, now), isCounting: true };
		}
		const text = say('page', { page: String(progress.page), pages: String(progress.pages) });
		const arrived: NodeStatus = { ...looks.busy, text };
		if (waitsUntil <= at) return { at: () => arrived, isCounting: false };
		return {
			at: (now) => (now < at + glanceMs || now >= waitsUntil ? arrived : waiting('waiting', now)),
			isCounting: true,
		};
	};
}
