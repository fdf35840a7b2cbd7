import type { Account, Application } from '../../options.ts';
import type { ApiAnswer, ApiRequest } from '../../simulator-types.ts';
import { jsonAnswer } from '../error-bodies.ts';
import type { ErrorWriter, FieldError } from './errors.ts';
import type { V6Settings } from './options.ts';

/** The longest values that the specification allows. */
const maxIdLength = 32;
const maxCustomerLength = 10;

/** Numbers with the branch, or as SAP countries have them. */
const customerForm = /^([A-Za-z0-9]{2}-[A-Za-z0-9]{4,6}|\d{5,10})$/;

/**
 * The account that the request's headers ask for, or the refusal, which names all that is wrong with
 * them. A well-formed number that is not the application's is refused as the gateway does it.
 */
export function findAccount(
	request: ApiRequest,
	application: Application,
	settings: V6Settings,
	errors: ErrorWriter,
): { readonly account: Account } | { readonly refusal: ApiAnswer } {
	const header = (name: string): string => request.headers?.[name.toLowerCase()]?.trim() ?? '';
	const customerNumber = header('IM-CustomerNumber');
	const countryCode = header('IM-CountryCode').toUpperCase();

	const wrong = [
		checkCustomer(customerNumber),
		checkCountry(countryCode),
		checkCorrelationId(request.headers?.['im-correlationid']),
		checkSenderId(header('IM-SenderID'), settings.requireSenderId),
	].filter((each) => each !== undefined);
	if (wrong.length > 0) return { refusal: errors.invalid(...wrong) };

	const account = application.accounts.find((each) => each.customerNumber === customerNumber);
	if (account === undefined) return { refusal: foreignCustomer(settings) };
	return acceptedCodes(account, settings).includes(countryCode)
		? { account }
		: { refusal: errors.invalid(invalidCountry(countryCode)) };
}

function checkCustomer(value: string): FieldError | undefined {
	const field = 'IM-CustomerNumber';
	if (value === '') return missing(field);
	return value.length <= maxCustomerLength && customerForm.test(value)
		? undefined
		: { field, value, message: `${field} must be in the format XX-XXXXXX` };
}

function checkCountry(value: string): FieldError | undefined {
	if (value === '') return missing('IM-CountryCode');
	return /^[A-Z]{2}$/.test(value) ? undefined : invalidCountry(value);
}

function invalidCountry(value: string): FieldError {
	return { field: 'IM-CountryCode', value, message: 'IM-CountryCode is not valid' };
}

function checkCorrelationId(sent: string | undefined): FieldError | undefined {
	const field = 'IM-CorrelationID';
	if (sent === undefined) return missing(field);
	const value = sent.trim();
	if (value === '') return { field, value, message: `${field} cannot be blank` };
	return tooLong(field, value);
}

function checkSenderId(value: string, isRequired: boolean): FieldError | undefined {
	const field = 'IM-SenderID';
	if (value === '' && isRequired) return { field, value, message: `${field} cannot be blank` };
	return tooLong(field, value);
}

function tooLong(field: string, value: string): FieldError | undefined {
	return value.length <= maxIdLength
		? undefined
		: { field, value, message: `${field} must be at most ${maxIdLength} characters` };
}

function missing(field: string): FieldError {
	return { field, value: null, message: 'Required field is missing' };
}

function acceptedCodes({ countryCode }: Account, { unitedKingdom }: V6Settings): readonly string[] {
	if (countryCode !== 'UK' && countryCode !== 'GB') return [countryCode];
	return unitedKingdom === 'both' ? ['UK', 'GB'] : [unitedKingdom];
}

function foreignCustomer({ foreignCustomerStatus }: V6Settings): ApiAnswer {
	return jsonAnswer(foreignCustomerStatus, {
		faultcode: 'Server',
		faultstring:
			'Invalid customer number. The customer number provided on the API call does not match the registered customer number.',
	});
}
