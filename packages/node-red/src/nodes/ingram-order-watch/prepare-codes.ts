import { holdReasons, orderStatuses } from '@ingram-orders/core';
import { codeList, splitCodes } from '../../editor/code-list.ts';
import { describedCodes } from '../../editor/described-codes.ts';
import { listField } from '../../editor/list-field.ts';
import { makeTypedInput } from '../../editor/typed-input.ts';
import type { Translate } from '../../texts/shared-texts.ts';
import { checkOf } from './properties.ts';

const tables = { orderStatus: orderStatuses, holdReason: holdReasons };

/** Makes the filters lists of codes that are chosen from their tables. */
export function prepareCodes(node: EditorNode, translate: Translate): void {
	for (const property of ['orderStatus', 'holdReason'] as const) {
		const codes = listField(node, property);
		const shown = $(`#ingram-order-watch-${property}`).val(codes.value().join(','));
		// There is nothing else to choose from, so nothing names the kind.
		const entries = describedCodes(property, tables[property], translate);
		makeTypedInput(shown, [{ ...codeList(entries, translate), label: '', icon: '' }]);
		const explain = () => {
			const refusal = checkOf(property)?.call(node, codes.value(), {});
			shown
				.next('.red-ui-typedInput-container')
				.toggleClass('input-error', typeof refusal === 'string')
				.attr('title', typeof refusal === 'string' ? refusal : '');
		};
		shown.on('change', () => {
			codes.set(splitCodes(shown.val()));
			explain();
		});
		explain();
	}
}
