import type { Failure } from '../../failures/node-failure.ts';
import { followRun } from '../../messages/follow-run.ts';
import { looks, type Look } from '../../messages/looks.ts';
import type { ShownStatus } from '../../messages/status-line.ts';
import { sharedText, type Translate } from '../../texts/shared-texts.ts';

/** What came of the last poll. */
export type Shown =
	| { kind: 'none' }
	| { kind: 'complete'; held: number; at: number }
	| { kind: 'skipped' }
	| { kind: 'failed'; code: Failure['code']; since: number };

/** With a longer number there is no room for the time of the last poll. */
const maxHeldWithTime = 99;

/** Longer ago than this, the day says more than the time. */
const dayMs = 20 * 60 * 60 * 1000;

/** The status texts of the node, in the language of the Node-RED process. */
export function statusTexts(translate: Translate) {
	const text = (key: string, values: Record<string, string> = {}) =>
		translate(`ingram-order-watch.status.${key}`, values);
	const constant = (look: Look, key: string, values?: Record<string, string>): ShownStatus => ({
		at: () => ({ ...look, text: text(key, values) }),
		isCounting: false,
	});

	return {
		polling: constant(looks.busy, 'polling'),
		followRun: () => followRun(translate),
		paused: constant(looks.idle, 'paused'),
		/** Between two polls; there is no next one where settings are wrong. */
		between: (shown: Shown, nextAt: number | undefined): ShownStatus => {
			if (shown.kind === 'failed') {
				const failure = sharedText(translate, `status.failed.${shown.code}`);
				return constant(looks.failed, 'failing', { failure, since: moment(shown.since) });
			}
			const next = nextAt === undefined ? '' : moment(nextAt);
			if (shown.kind === 'none') return constant(looks.idle, 'starting', { next });
			if (shown.kind === 'skipped') return constant(looks.waits, 'skipped', { next });
			const held = String(shown.held);
			return shown.held > maxHeldWithTime
				? constant(looks.good, 'heldMany', { held, next })
				: constant(looks.good, 'held', { held, next, last: moment(shown.at) });
		},
	};
}

/** The time on the clock of this machine, or the day (MM-DD) where that is another one. */
function moment(at: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	const date = new Date(at);
	if (Math.abs(Date.now() - at) > dayMs) {
		return `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
	}
	return `${two(date.getHours())}:${two(date.getMinutes())}`;
}
