import { holdReasons, orderStatuses } from '@ingram-orders/core';
import { inputOf } from '../../editor/input-of.ts';
import { codeList } from '../../editor/code-list.ts';
import { makeTypedInput, type TypedInputKind } from '../../editor/typed-input.ts';
import { validation, type Validation } from '../../editor/validation.ts';
import { isRefused } from './validation.ts';

RED.nodes.registerType('ingram-order-search', {
	category: 'Ingram Micro',
	color: '#7aa7d6',
	defaults: {
		name: { value: '' },
		account: { value: '', type: 'ingram-micro-account', required: true },
		operation: { value: 'search' },
		table: { value: 'holdReason' },
		orderNumber: { value: '', validate: validate('orderNumber') },
		orderNumberType: { value: 'str' },
		customerOrderNumber: { value: '', validate: validate('customerOrderNumber') },
		customerOrderNumberType: { value: 'str' },
		orderStatus: { value: '', validate: validate('orderStatus') },
		orderStatusType: { value: 'str' },
		holdReason: { value: '', validate: validate('holdReason') },
		holdReasonType: { value: 'str' },
		onHoldOnly: { value: 'false' },
		onHoldOnlyType: { value: 'bool' },
		createdAfter: { value: '', validate: validate('createdAfter') },
		createdAfterType: { value: 'str' },
		createdBefore: { value: '', validate: validate('createdBefore') },
		createdBeforeType: { value: 'str' },
		link: { value: 'payload.orderLink', validate: validate('link') },
		linkType: { value: 'msg' },
		output: { value: 'suborders' },
		delivery: { value: 'array' },
		limit: { value: '', validate: validate('limit') },
		limitType: { value: 'num' },
		includeLinked: { value: '', validate: validate('includeLinked') },
		customerNumber: { value: '', validate: validate('customerNumber') },
		customerNumberType: { value: 'str' },
		countryCode: { value: '', validate: validate('countryCode') },
		countryCodeType: { value: 'str' },
		pageSize: { value: '', validate: validate('pageSize') },
		pageSizeType: { value: 'num' },
		pageNumber: { value: '', validate: validate('pageNumber') },
		pageNumberType: { value: 'num' },
		maxWait: { value: '300', validate: validate('maxWait') },
		timeout: { value: '60', validate: validate('timeout') },
	},
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
		prepareTypedInputs((key) => this._(`ingram-order-search.${key}`));
		explainRefusals(this);
		prepareVisibility();
	},
});

function validate(property: string): Validation {
	return validation((node, value) =>
		isRefused(node, property, value)
			? node._(`ingram-order-search.validation.${property}`)
			: undefined,
	);
}

function prepareTypedInputs(translate: (key: string) => string): void {
	const texts = {
		label: translate('codes.label'),
		any: translate('codes.any'),
		search: translate('codes.search'),
		none: translate('codes.none'),
	};
	const places = ['msg', 'flow', 'global', 'env', 'jsonata'];
	const types: Record<string, (string | TypedInputKind)[]> = {
		orderNumber: ['str', ...places],
		customerOrderNumber: ['str', ...places],
		orderStatus: [codeList(orderStatuses, texts), ...places],
		holdReason: [codeList(holdReasons, texts), ...places],
		onHoldOnly: ['bool', ...places],
		createdAfter: ['str', 'date', ...places],
		createdBefore: ['str', 'date', ...places],
		link: [...places, 'str'],
		limit: ['num', ...places],
		customerNumber: ['str', ...places],
		countryCode: ['str', ...places],
		pageSize: ['num', ...places],
		pageNumber: ['num', ...places],
	};
	for (const [property, list] of Object.entries(types)) {
		makeTypedInput(property, list, `#node-input-${property}Type`);
	}
	const documents = ['order', 'invoice'].map((value) => ({
		value,
		label: translate(`includeLinked.${value}`),
	}));
	makeTypedInput('includeLinked', [
		{
			value: 'documents',
			multiple: true,
			options: documents,
			valueLabel(container, chosen) {
				const names = documents.filter(({ value }) => isAmong(chosen, value));
				const shown = names.map(({ label }) => label).join(', ');
				container.text(shown || translate('includeLinked.none'));
			},
		},
	]);
}

/** Says at a typed input why its value is refused; the editor says it at the field behind, unseen. */
function explainRefusals(node: EditorNode): void {
	$('#ingram-order-search-dialog .red-ui-typedInput-container').each(function () {
		const container = $(this);
		const field = container.prev();
		const property = String(field.attr('id')).replace('node-input-', '');
		const explain = () => {
			const refusal = validate(property).call(node, field.val(), {});
			container.attr('title', refusal === true ? '' : refusal);
		};
		field.on('change', explain);
		explain();
	});
}

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
	const advanced = $('#ingram-order-search-advanced');
	$('#ingram-order-search-advanced-toggle').on('click', (event) => {
		event.preventDefault();
		advanced.toggleClass('ingram-open');
		$(event.currentTarget).attr('aria-expanded', String(advanced.hasClass('ingram-open')));
	});
}

/** The editor gives the chosen options themselves, or their values. */
function isAmong(chosen: unknown, value: string): boolean {
	const list: unknown[] = Array.isArray(chosen) ? chosen : [];
	return list.some(
		(option) =>
			option === value ||
			(typeof option === 'object' &&
				option !== null &&
				'value' in option &&
				option.value === value),
	);
}
