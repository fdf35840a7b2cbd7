import type { Failure } from '../../failures/node-failure.ts';
import { followRun } from '../../messages/follow-run.ts';
import { looks, type Look } from '../../messages/looks.ts';
import type { ShownStatus } from '../../messages/status-line.ts';
import { sharedText, type Translate } from '../../texts/shared-texts.ts';
import type { Outcome } from './operations/operation.ts';

/** The status texts of the node, in the language of the Node-RED process. */
export function statusTexts(translate: Translate) {
	const text = (key: string, values: Record<string, string> = {}) =>
		translate(`ingram-order-search.status.${key}`, values);
	const constant = (look: Look, key: string, values?: Record<string, string>): ShownStatus => ({
		at: () => ({ ...look, text: text(key, values) }),
		isCounting: false,
	});

	return {
		started: constant(looks.busy, 'started'),
		followRun: () => followRun(translate),
		done: (outcome: Outcome): ShownStatus => {
			if (outcome.kind === 'document') return constant(looks.good, 'document');
			const values = { number: String(outcome.count) };
			if (outcome.kind === 'entries') return constant(looks.good, 'entries', values);
			if (!outcome.complete) return constant(looks.doubtful, 'incomplete', values);
			if (outcome.count === 0) return constant(looks.good, 'none');
			if (outcome.limited) return constant(looks.doubtful, 'limited', values);
			return constant(looks.good, outcome.count === 1 ? 'order' : 'orders', values);
		},
		failed: (code: Failure['code']): ShownStatus => ({
			at: () => ({ ...looks.failed, text: sharedText(translate, `status.failed.${code}`) }),
			isCounting: false,
		}),
	};
}
