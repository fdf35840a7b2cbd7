import type { Problem } from '../../errors/ingram-error.ts';
import type { Customer } from '../../input/customer.ts';

/** Version 6 of the API, header IM-CustomerNumber. */
const maxCustomerNumber = 10;

/** Names the program to Ingram Micro; any text of up to 32 characters will do. */
const senderId = 'ingram-orders';

/** Each request carries an id of its own in this header, which Ingram Micro’s support can look up. */
export const correlationHeader = 'im-correlationid';

/** The headers of every request of version 6 that say whose orders are asked for. */
export function customerHeaders({ customerNumber, countryCode }: Customer) {
	return {
		'im-customernumber': customerNumber,
		'im-countrycode': countryCode,
		'im-senderid': senderId,
	};
}

/** What of a customer cannot be sent in headers. */
export function problemsWithCustomer({ customerNumber }: Customer): Problem[] {
	if (/^[\x20-\x7e]*$/.test(customerNumber) && customerNumber.length <= maxCustomerNumber) {
		return [];
	}
	return [
		{
			name: 'customerNumber',
			message: `Customer Number must be at most ${String(maxCustomerNumber)} plain letters and digits for version 6 of the API, e.g. 20-123456.`,
		},
	];
}
