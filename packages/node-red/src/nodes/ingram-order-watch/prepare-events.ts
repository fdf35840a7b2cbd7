import { listField } from '../../editor/list-field.ts';
import { checkOf } from './properties.ts';

/** Makes the boxes of the dialog choose the events, and shows what belongs to the chosen ones. */
export function prepareEvents(node: EditorNode): void {
	const events = listField(node, 'events');
	const boxes = $('#ingram-order-watch-events input');
	const chosen = () =>
		boxes
			.filter(':checked')
			.get()
			.map((box) => String($(box).val()));
	const show = () => {
		$('#ingram-order-watch-overdue').toggle(events.value().includes('holdOverdue'));
		const refusal = checkOf('events')?.call(node, events.value(), {});
		$('#ingram-order-watch-events-refusal')
			.text(typeof refusal === 'string' ? refusal : '')
			.toggle(typeof refusal === 'string');
	};
	boxes.val(events.value());
	boxes.on('change', () => events.set(chosen()));
	events.onChange(show);
	show();
}
