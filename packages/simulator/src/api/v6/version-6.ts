import type { ApiAnswer } from '../../simulator-types.ts';
import type { ApiVersion, Call, World } from '../api-version.ts';
import { gatewayFault, jsonAnswer, quotaFault } from '../error-bodies.ts';
import { createOrderFinder } from '../find-orders.ts';
import { readExactParameters } from '../parameters.ts';
import { findAccount } from './account.ts';
import { createErrorWriter } from './errors.ts';
import { invoiceDetails } from './invoice.ts';
import { createLinkWriter } from './links.ts';
import type { V6Settings } from './options.ts';
import { orderDetails } from './order-details.ts';
import { searchOrders } from './search.ts';

/** Version 6 of the order API; `settingsNow` because its settings may change while it runs. */
export function createVersion6(
	{ settings, clock, books }: World,
	settingsNow: () => V6Settings,
): ApiVersion {
	const find = createOrderFinder(settings.search);

	const serve = (call: Call): ApiAnswer => {
		const v6 = settingsNow();
		const now = clock.now();
		const { application, request } = call;
		const header = (name: string): string | undefined => request.headers?.[name];
		const errors = createErrorWriter(v6, header('im-correlationid') ?? '', now);
		const asked = findAccount(request, application, v6, errors);
		if ('refusal' in asked) return asked.refusal;
		const { account } = asked;
		const orders = books.of(account.customerNumber)?.orders ?? [];
		const links = createLinkWriter(account, call.isSandbox, v6);
		const parameters = readExactParameters(call.query);
		switch (call.kind) {
			case 'search': {
				const { search } = settings;
				return searchOrders(parameters, { orders, find, links, errors, search, v6, now });
			}
			case 'order':
				return orderDetails(call, parameters, { orders, account, links, errors, v6 });
			case 'invoice':
				return invoiceDetails(call.number, header('im-applicationid'), {
					orders,
					account,
					errors,
					v6,
					now,
				});
		}
	};

	return {
		name: 'v6',
		revisions: { v6: ['search', 'order', 'invoice'], 'v6.1': ['order', 'invoice'] },
		resetFormat: () => settingsNow().resetFormat,
		notApproved: () =>
			gatewayFault(
				401,
				'Invalid API call as no apiproduct match found',
				'keymanagement.service.InvalidAPICallAsNoApiProductMatchFound',
			),
		quotaExceeded: (status, clientId) =>
			status === 429
				? jsonAnswer(429, { errors: [{ field: null, message: 'too many requests' }] })
				: quotaFault(status, clientId),
		answer: (call) => withEcho(serve(call), call, settingsNow()),
	};
}

function withEcho(
	answer: ApiAnswer,
	{ request }: Call,
	{ echoCorrelationId }: V6Settings,
): ApiAnswer {
	if (!echoCorrelationId) return answer;
	const headers: Record<string, string> = { ...answer.headers };
	for (const name of ['im-correlationid', 'im-senderid']) {
		const value = request.headers?.[name];
		if (value !== undefined) headers[name] = value;
	}
	return { ...answer, headers };
}
