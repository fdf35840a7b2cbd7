import { checkAccount, countries, IngramError } from '@ingram-orders/core';
import { inputOf } from '../../editor/input-of.ts';
import { validation, type Validation } from '../../editor/validation.ts';
import { prepareTestButton } from './test-button.ts';

RED.nodes.registerType('ingram-micro-account', {
	category: 'config',
	defaults: {
		name: { value: '' },
		environment: { value: 'production', required: true },
		baseUrl: { value: '', validate: validate('baseUrl') },
		customerNumber: { value: '', validate: validate('customerNumber') },
		countryCode: { value: '', validate: validate('countryCode') },
	},
	credentials: {
		clientId: { type: 'text' },
		clientSecret: { type: 'password' },
	},
	label() {
		const own = typeof this['name'] === 'string' ? this['name'] : '';
		const customer = typeof this['customerNumber'] === 'string' ? this['customerNumber'] : '';
		return own || customer || this._('ingram-micro-account.label.node');
	},
	labelStyle() {
		return this['name'] ? 'node_label_italic' : '';
	},
	oneditprepare() {
		const environment = inputOf('environment', 'config-input');
		const showBaseUrl = () => {
			$('#ingram-micro-account-base-url').toggle(environment.val() === 'custom');
		};
		environment.on('change', () => {
			showBaseUrl();
			inputOf('baseUrl', 'config-input').trigger('change');
		});
		showBaseUrl();
		const list = $('#ingram-micro-account-countries');
		for (const { code, name } of countries) $('<option>').val(code).text(name).appendTo(list);
		prepareTestButton(this);
	},
});

/** Refuses what the node would refuse when it runs, in the same check. */
function validate(property: 'baseUrl' | 'customerNumber' | 'countryCode'): Validation {
	return validation((node, value) => {
		const settings = { ...node, ...typedEnvironment(), [property]: value };
		// Replaced when Node-RED starts the node; only then can it be told whether it is right.
		if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return undefined;
		return isRefused(settings, property)
			? node._(`ingram-micro-account.validation.${property}`)
			: undefined;
	});
}

/** While the dialog is open its choice counts, not the stored one. */
function typedEnvironment(): { environment?: unknown } {
	const field = inputOf('environment', 'config-input');
	return field.length > 0 ? { environment: field.val() } : {};
}

function isRefused(settings: Record<string, unknown>, property: string): boolean {
	try {
		const { environment, baseUrl, customerNumber, countryCode } = settings;
		checkAccount({ environment, baseUrl, customerNumber, countryCode, clientId: 'any' });
		return false;
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		return thrown.problems?.some(({ name }) => name === property) ?? false;
	}
}
