import { inputOf } from './input-of.ts';
import { textOf } from './text-of.ts';
import type { Validation } from './validation.ts';

/**
 * Says below each field, while it is filled in, why its value is refused: the editor itself says it
 * only to those who point at the field, and of a typed input not at all. An empty field is marked as
 * required, which needs no sentence.
 */
export function explainRefusals(
	node: EditorNode,
	checks: Readonly<Record<string, Validation | undefined>>,
	kind: 'input' | 'config-input' = 'input',
): void {
	for (const [property, check] of Object.entries(checks)) {
		const stored = inputOf(property, kind);
		if (!check || stored.length === 0 || stored.is('select')) continue;
		explainRefusal(node, stored, check);
	}
}

function explainRefusal(node: EditorNode, stored: JQuery, check: Validation): void {
	const container = stored.next('.red-ui-typedInput-container');
	const typed = container.find('.red-ui-typedInput-input');
	const shown = typed.length > 0 ? typed : stored;
	const id = `${String(stored.attr('id'))}-refusal`;
	const line = $('<div class="ingram-refusal" role="alert">').attr('id', id);
	stored.closest('.form-row').append(line);
	const explain = () => {
		const refusal = check.call(node, stored.val(), {});
		const isRefused = refusal !== true;
		const text = isRefused && textOf(stored.val()).trim() !== '' ? refusal : '';
		line.text(text).toggle(text !== '');
		container.attr('title', text);
		shown.attr({ 'aria-invalid': String(isRefused), 'aria-describedby': text === '' ? '' : id });
	};
	stored.on('change keyup input', explain);
	explain();
}
