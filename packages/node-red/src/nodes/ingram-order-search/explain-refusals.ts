import { inputOf } from '../../editor/input-of.ts';
import { nodeFields } from '../../fields/node-fields.ts';
import { checkOf } from './properties.ts';

/** Says at a typed input why its value is refused; the editor says it at the field behind, unseen. */
export function explainRefusals(node: EditorNode): void {
	for (const field of nodeFields) {
		const check = checkOf(field);
		const input = inputOf(field.name);
		const shown = input.next('.red-ui-typedInput-container');
		if (!check || shown.length === 0) continue;
		const explain = () => {
			const refusal = check.call(node, input.val(), {});
			shown.attr('title', refusal === true ? '' : refusal);
		};
		input.on('change', explain);
		explain();
	}
}
