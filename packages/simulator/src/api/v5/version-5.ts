import type { ApiVersion, Call, World } from '../api-version.ts';
import { gatewayFault, parameterError, quotaFault } from '../error-bodies.ts';
import { createOrderFinder } from '../find-orders.ts';
import { readParameters } from '../parameters.ts';
import { findAccount } from './account.ts';
import { invoiceDetails } from './invoice.ts';
import { createLinkWriter } from './links.ts';
import { orderDetails } from './order-details.ts';
import { searchOrders } from './search.ts';

/** Order Lookup API v5. */
export function createVersion5({ settings, clock, books }: World): ApiVersion {
	const find = createOrderFinder(settings.search);
	return {
		name: 'v5',
		revisions: { v5: ['search', 'order', 'invoice'] },
		resetFormat: () => settings.rateLimit.resetFormat,
		notApproved: () =>
			gatewayFault(
				403,
				'Invalid API call as no apiproduct match found',
				'keymanagement.service.InvalidAPICallAsNoApiProductMatchFound',
			),
		quotaExceeded: quotaFault,
		answer: ({ query, application, kind, number, isSandbox, basePath }: Call) => {
			const parameters = readParameters(query);
			const { repeated } = parameters;
			if (repeated !== undefined) {
				return parameterError(400, repeated, `${repeated} was given twice.`);
			}
			const asked = findAccount(parameters, application, settings.applications);
			if ('refusal' in asked) return asked.refusal;
			const { account } = asked;
			const orders = books.of(account.customerNumber)?.orders ?? [];
			switch (kind) {
				case 'order':
					return orderDetails(orders, number, parameters, account, isSandbox, settings.v5);
				case 'invoice':
					return invoiceDetails(orders, number, account, clock.now());
				case 'search': {
					const links = createLinkWriter(basePath, account);
					return searchOrders(orders, parameters, links, settings.search, find, clock.now());
				}
			}
		},
	};
}
