import { prepareAdvanced } from '../../editor/advanced.ts';
import { inputOf } from '../../editor/input-of.ts';
import { requireAccount } from '../../editor/required-account.ts';
import { setTypedValue } from '../../editor/typed-input.ts';
import { explainRefusals } from '../../editor/explain-refusals.ts';
import { checks, properties } from './properties.ts';
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
		requireAccount();
		prepareInputs(this);
		prepareVisibility();
		explainRefusals(this, checks());
	},
});

/** A new node takes the link of its operation's document from a row of a search. */
function followOperation(): void {
	const link = inputOf('link');
	const links = ['payload.orderLink', 'payload.invoiceLink'] as const;
	if (inputOf('linkType').val() !== 'msg' || !links.some((each) => each === link.val())) return;
	setTypedValue(link, inputOf('operation').val() === 'getInvoice' ? links[1] : links[0]);
}

/** Shows the rows that the chosen operation and output use. */
function prepareVisibility(): void {
	const operation = inputOf('operation');
	const orderNumber = inputOf('orderNumber');
	const typedNumber = orderNumber.next().find('.red-ui-typedInput-input');
	const anyNumber = String(typedNumber.attr('placeholder'));
	let shown: unknown;
	const show = () => {
		const chosen = String(operation.val());
		// The editor tells of a change when the dialog opens, too.
		if (chosen === shown) return;
		$('#ingram-order-search-dialog [data-operations]').each(function () {
			const operations = String($(this).data('operations')).split(' ');
			$(this).toggle(operations.includes(chosen));
		});
		typedNumber.attr('placeholder', chosen === 'search' ? anyNumber : '20-RD12H');
		if (shown !== undefined) followOperation();
		shown = chosen;
		// What a value may be depends on the operation.
		orderNumber.trigger('change');
		inputOf('link').trigger('change');
	};
	operation.on('change', show);
	show();
	inputOf('link').on('change', () => void orderNumber.triggerHandler('change'));
	inputOf('output').on('change', () => void inputOf('includeLinked').trigger('change'));
	prepareAdvanced('ingram-order-search');
}
