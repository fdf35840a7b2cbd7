import type { Account, Application } from '../../options.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { parameterError } from '../error-bodies.ts';
import type { Parameters } from '../parameters.ts';

/**
 * The account a request asks for, or the refusal. Customer number and country are required in every
 * request (Order Lookup API v5, "Query Parameters") and must belong to the application.
 */
export function findAccount(
	parameters: Parameters,
	application: Application,
	applications: readonly Application[],
): { readonly account: Account } | { readonly refusal: ApiAnswer } {
	const customerNumber = parameters.get('customernumber');
	const countryCode = parameters.get('isocountrycode');
	const refuse = (status: number, fields: string, message: string): { refusal: ApiAnswer } => ({
		refusal: parameterError(status, fields, message),
	});

	if (customerNumber === undefined) {
		return refuse(400, 'customernumber', 'customernumber is required.');
	}
	if (countryCode === undefined) {
		return refuse(400, 'isocountrycode', 'isocountrycode is required.');
	}
	if (!/^[A-Za-z]{2}$/.test(countryCode)) {
		return refuse(400, 'isocountrycode', 'isocountrycode must be two letters.');
	}
	const isAsked = (account: Account): boolean => account.customerNumber === customerNumber;
	const account = application.accounts.find(isAsked);
	if (account === undefined) {
		return applications.some((other) => other.accounts.some(isAsked))
			? refuse(
					403,
					'customernumber',
					`Customer number ${customerNumber} is not associated with this application.`,
				)
			: refuse(400, 'customernumber', `Customer number ${customerNumber} is not valid.`);
	}
	if (account.countryCode !== countryCode.toUpperCase()) {
		return refuse(
			400,
			'isocountrycode',
			`Customer number ${customerNumber} is not associated with country ${countryCode}.`,
		);
	}
	return { account };
}
