import { otherCountry } from '../nodes/shared/fields/countries.ts';

/** The search by which the credential is tested, in either version. All are expressions that n8n resolves. */

const isVersion6 = '$credentials.apiVersion === "v6"';

export const searchPath = `={{ $credentials.environment === "sandbox" ? "/sandbox" : "" }}/resellers/{{ ${isVersion6} ? "v6" : "v5" }}/orders/search`;

const customerNumber = '$credentials.customerNumber.trim()';

const countryCode = `($credentials.countryCode === "${otherCountry}" ? $credentials.otherCountryCode.trim().toUpperCase() : $credentials.countryCode)`;

const inVersion5 = (value: string) => `={{ ${isVersion6} ? undefined : ${value} }}`;
const inVersion6 = (value: string) => `={{ ${isVersion6} ? ${value} : undefined }}`;

/** What is undefined is not sent: version 5 takes the customer in the address. */
export const searchParameters = {
	customernumber: inVersion5(customerNumber),
	isocountrycode: inVersion5(countryCode),
	pagesize: inVersion5('1'),
	pageSize: inVersion6('1'),
};

/** Version 6 takes the customer in headers. The id of a request is any text of up to 32 characters. */
export const customerHeaders = {
	'im-customernumber': inVersion6(customerNumber),
	'im-countrycode': inVersion6(countryCode),
	'im-senderid': inVersion6('"ingram-orders"'),
	'im-correlationid': inVersion6('Date.now().toString(16).padStart(32, "0")'),
};

/**
 * The statuses that n8n makes an error of, so that nothing but the status is known. Not among them
 * are those of which the body tells more: 400, 403 of version 5 for the customer number of somebody
 * else, and 404 of version 6, which may say that there are no orders.
 */
export const statusesWithoutBody =
	`={{ Array.from({ length: 300 }, (_, index) => 300 + index).filter((status) => ![400, ${isVersion6} ? 404 : 403].includes(status)) }}` as unknown as number[];
