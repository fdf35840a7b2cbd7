import { chosenVersion } from '../../editor/chosen-account.ts';
import { codeList, splitCodes } from '../../editor/code-list.ts';
import { describedCodes } from '../../editor/described-codes.ts';
import { inputOf } from '../../editor/input-of.ts';
import { listField } from '../../editor/list-field.ts';
import { makeTypedInput, setTypedValue } from '../../editor/typed-input.ts';
import type { Translate } from '../../texts/shared-texts.ts';
import { checkOf } from './properties.ts';

/** Makes the filters lists of codes that are chosen from their tables. */
export function prepareCodes(node: EditorNode, translate: Translate): void {
	for (const property of ['orderStatus', 'holdReason'] as const) {
		const codes = listField(node, property);
		const shown = $(`#ingram-order-watch-${property}`).val(codes.value().join(','));
		// There is nothing else to choose from, so nothing names the kind.
		const offered = () => describedCodes(property, chosenVersion(node), translate);
		makeTypedInput(shown, [{ ...codeList(offered, translate), label: '', icon: '' }]);
		const line = $('<div class="ingram-refusal" role="alert">');
		shown.closest('.form-row').append(line);
		const explain = () => {
			const checked = checkOf(property)?.call(node, codes.value(), {});
			const refusal = typeof checked === 'string' ? checked : '';
			line.text(refusal).toggle(refusal !== '');
			shown
				.next('.red-ui-typedInput-container')
				.toggleClass('input-error', refusal !== '')
				.attr('title', refusal);
		};
		shown.on('change', () => {
			codes.set(splitCodes(shown.val()));
			explain();
		});
		// Which codes there are depends on the account's version of the API.
		inputOf('account').on('change', () => setTypedValue(shown, codes.value().join(',')));
		explain();
	}
}
