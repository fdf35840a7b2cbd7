import { chosenVersion } from '../../editor/chosen-account.ts';
import { codeList } from '../../editor/code-list.ts';
import { offerCountries } from '../../editor/country-field.ts';
import { describedCodes } from '../../editor/described-codes.ts';
import { inputOf } from '../../editor/input-of.ts';
import { prepareLinkedDocuments } from '../../editor/linked-documents.ts';
import { textOf } from '../../editor/text-of.ts';
import { makeTypedInput, setTypedValue, type TypedInputKind } from '../../editor/typed-input.ts';
import { daysAgoType } from '../../fields/days-ago.ts';
import { isTyped, nodeFields, type NodeField } from '../../fields/node-fields.ts';
import type { Translate } from '../../texts/shared-texts.ts';

/** Where values can be taken from. */
const places = ['msg', 'flow', 'global', 'env', 'jsonata'];

/** Makes every field that needs it a typed input. */
export function prepareInputs(node: EditorNode): void {
	const translate: Translate = (key, values) => node._(key, values);
	for (const field of nodeFields.filter(isTyped)) {
		const kinds = kindsOf(field, node, translate);
		makeTypedInput(inputOf(field.name), kinds, `#node-input-${field.name}Type`);
	}
	prepareLinkedDocuments(translate);
	prepareCountry(translate);
	inputOf('account').on('change', followAccount);
}

/** Which codes and customers there are depends on the account's version of the API. */
function followAccount(): void {
	for (const property of ['orderStatus', 'holdReason', 'customerNumber', 'countryCode']) {
		const field = inputOf(property);
		setTypedValue(field, textOf(field.val()));
	}
}

/** What a typed input offers; the first is what a new node has. */
function kindsOf(
	{ name, kind }: NodeField,
	node: EditorNode,
	translate: Translate,
): (string | TypedInputKind)[] {
	if (name === 'orderStatus' || name === 'holdReason') {
		const codes = () => describedCodes(name, chosenVersion(node), translate);
		return [codeList(codes, translate), ...places];
	}
	switch (kind) {
		case 'flag':
			return ['bool', ...places];
		case 'time':
			return ['str', daysAgo(translate), 'date', ...places];
		case 'count':
			return ['num', ...places];
		case 'link':
			return [...places, 'str'];
		default:
			return ['str', ...places];
	}
}

function daysAgo(translate: Translate): TypedInputKind {
	return { value: daysAgoType, label: translate('ingram-order-search.kind.daysAgo') };
}

/** The list of countries belongs to a country that is fixed; others come from elsewhere. */
function prepareCountry(translate: Translate): void {
	const host = inputOf('countryCode').next('.red-ui-typedInput-container');
	const isOffered = () => inputOf('countryCodeType').val() === 'str';
	offerCountries(host.find('.red-ui-typedInput-input'), translate, { host, isOffered });
	const show = () => host.find('.ingram-list-open').toggle(isOffered());
	inputOf('countryCode').on('change', show);
	show();
}
