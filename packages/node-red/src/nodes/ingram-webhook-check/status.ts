import { looks } from '../../messages/looks.ts';
import type { ShownStatus } from '../../messages/status-line.ts';
import { sharedText, type Translate } from '../../texts/shared-texts.ts';

/** How many webhooks were answered so since the node was started. */
export interface Counts {
	accepted: number;
	refused: number;
}

/** The status texts of the node, in the language of the Node-RED process. */
export function statusTexts(translate: Translate) {
	const text = (key: string, values: Record<string, string> = {}) =>
		translate(`ingram-webhook-check.status.${key}`, values);
	const constant = (status: ReturnType<ShownStatus['at']>): ShownStatus => ({
		at: () => status,
		isCounting: false,
	});

	return {
		waiting: constant({ ...looks.idle, text: text('waiting') }),
		wrongSettings: constant({
			...looks.failed,
			text: sharedText(translate, 'status.failed.INVALID_INPUT'),
		}),
		counted: ({ accepted, refused }: Counts): ShownStatus => {
			if (refused === 0) {
				return constant({ ...looks.good, text: text('accepted', { number: String(accepted) }) });
			}
			const values = { accepted: String(accepted), refused: String(refused) };
			return constant({ ...looks.doubtful, text: text('refused', values) });
		},
	};
}
