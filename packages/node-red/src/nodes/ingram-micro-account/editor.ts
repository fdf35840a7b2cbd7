import { apiVersions, checkAccount } from '@ingram-orders/core';
import { offerCountries } from '../../editor/country-field.ts';
import { readVersion } from '../../editor/chosen-account.ts';
import { customerRefusal } from '../../editor/customer-refusal.ts';
import { explainRefusals } from '../../editor/explain-refusals.ts';
import { inputOf } from '../../editor/input-of.ts';
import { isProblem } from '../../editor/is-problem.ts';
import { validation, type Validation } from '../../editor/validation.ts';
import { prepareTestButton } from './test-button.ts';

const checks = {
	baseUrl: validate('baseUrl'),
	customerNumber: validate('customerNumber'),
	countryCode: validate('countryCode'),
};

RED.nodes.registerType('ingram-micro-account', {
	category: 'config',
	defaults: {
		name: { value: '' },
		environment: { value: 'production', required: true },
		apiVersion: { value: apiVersions[0] },
		baseUrl: { value: '', validate: checks.baseUrl },
		customerNumber: { value: '', validate: checks.customerNumber },
		countryCode: { value: '', validate: checks.countryCode },
	},
	credentials: {
		clientId: { type: 'text', required: true },
		clientSecret: { type: 'password', required: true },
	},
	// The editor names config nodes in its titles and lists by it.
	paletteLabel() {
		return this._('ingram-micro-account.label.node');
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
		prepareVersion(this);
		const country = inputOf('countryCode', 'config-input');
		offerCountries(country, (key, values) => this._(key, values), { host: country.parent() });
		explainRefusals(this, checks, 'config-input');
		prepareTestButton(this);
	},
});

/** Refuses what the node would refuse when it runs, in the same check. */
function validate(property: 'baseUrl' | 'customerNumber' | 'countryCode'): Validation {
	return validation((node, value) => {
		const settings = { ...node, ...typedChoices(), [property]: value };
		// Replaced when Node-RED starts the node; only then can it be told whether it is right.
		if (typeof value === 'string' && /^\$\{\S+\}$/.test(value)) return undefined;
		if (!isProblem(property, () => check(settings))) return undefined;
		const key = property === 'baseUrl' ? property : customerRefusal(property, value);
		return node._(`ingram-micro-account.validation.${key}`);
	});
}

/** An account that was stored before there was a choice shows what it uses. */
function prepareVersion(node: EditorNode): void {
	const version = inputOf('apiVersion', 'config-input');
	version.val(readVersion(node['apiVersion']));
	version.on('change', () => {
		for (const property of ['customerNumber', 'countryCode']) {
			inputOf(property, 'config-input').trigger('change');
		}
	});
}

/** While the dialog is open its choices count, not the stored ones. */
function typedChoices(): Record<string, unknown> {
	const names = ['environment', 'apiVersion'];
	const shown = names.filter((name) => inputOf(name, 'config-input').length > 0);
	return Object.fromEntries(shown.map((name) => [name, inputOf(name, 'config-input').val()]));
}

function check(settings: Record<string, unknown>): void {
	const { environment, apiVersion, baseUrl, customerNumber, countryCode } = settings;
	checkAccount({
		...{ environment, baseUrl, customerNumber, countryCode, clientId: 'any' },
		apiVersion: readVersion(apiVersion),
	});
}
