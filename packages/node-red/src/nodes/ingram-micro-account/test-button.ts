import { inputOf } from '../../editor/input-of.ts';
import { translatedFailure } from '../../failures/failure-text.ts';
import type { TestResult } from './test-route.ts';

const fields = [
	'environment',
	'apiVersion',
	'baseUrl',
	'customerNumber',
	'countryCode',
	'clientId',
	'clientSecret',
];

/** The button that tries the account as it stands in the dialog, and says below what came of it. */
export function prepareTestButton(node: EditorNode): void {
	const button = $('#ingram-micro-account-test');
	const shown = $('#ingram-micro-account-test-result');
	const show = (state: 'busy' | 'good' | 'bad', text: string) => {
		shown.attr('data-state', state).text(text).show();
	};
	const failureText = ({ failure, message }: Extract<TestResult, { ok: false }>) =>
		translatedFailure(failure, (key, values) => node._(key, values), 'ingram-micro-account') ??
		message;
	const goodText = ({ ordersFound, ofLast20Days }: Extract<TestResult, { ok: true }>) => {
		const key = ofLast20Days ? 'goodLast20Days' : 'good';
		return node._(`ingram-micro-account.test.${key}`, { number: ordersFound });
	};
	button.on('click', (event) => {
		event.preventDefault();
		button.prop('disabled', true);
		show('busy', node._('ingram-micro-account.test.busy'));
		const form = Object.fromEntries(
			fields.map((field) => [field, inputOf(field, 'config-input').val()]),
		);
		void $.ajax({
			url: `ingram-micro-account/${encodeURIComponent(node.id)}/test`,
			method: 'POST',
			contentType: 'application/json',
			data: JSON.stringify(form),
		})
			.done((result: TestResult) => {
				if (result.ok) show('good', goodText(result));
				else show('bad', failureText(result));
			})
			.fail(({ status }) => {
				const key = status === 401 || status === 403 ? 'forbidden' : 'unreachable';
				show('bad', node._(`ingram-micro-account.test.${key}`));
			})
			.always(() => button.prop('disabled', false));
	});
}
