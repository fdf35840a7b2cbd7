import { prepareAdvanced } from '../../editor/advanced.ts';
import { inputOf } from '../../editor/input-of.ts';
import { explainRefusals } from './explain-refusals.ts';
import { properties } from './properties.ts';
import { prepareInputs } from './prepare-inputs.ts';

RED.nodes.registerType('ingram-order-search', {
	category: 'Ingram Micro',
	color: '#7aa7d6',
	defaults: { ...properties },
	inputs: 1,
	outputs: 1,
	icon: 'ingram-order-search.svg',
	paletteLabel() {
		return this._('ingram-order-search.label.node');
	},
	label() {
		return typeof this['name'] === 'string' && this['name'] !== ''
			? this['name']
			: this._('ingram-order-search.label.node');
	},
	labelStyle() {
		return this['name'] ? 'node_label_italic' : '';
	},
	oneditprepare() {
		prepareInputs((key) => this._(`ingram-order-search.${key}`));
		explainRefusals(this);
		prepareVisibility();
	},
});

/** Shows the rows that the chosen operation and output use. */
function prepareVisibility(): void {
	const show = () => {
		const operation = inputOf('operation').val();
		$('#ingram-order-search-dialog [data-operations]').each(function () {
			const operations = String($(this).data('operations')).split(' ');
			$(this).toggle(operations.includes(String(operation)));
		});
	};
	inputOf('operation').on('change', show);
	show();
	inputOf('output').on('change', () => void inputOf('includeLinked').trigger('change'));
	prepareAdvanced('ingram-order-search');
}
