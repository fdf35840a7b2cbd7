import { findAccount } from './api/account.ts';
import { gatewayFault, parameterError, quotaFault, spikeArrestFault } from './api/error-bodies.ts';
import { createOrderFinder, type OrderFinder } from './api/find-orders.ts';
import { invoiceDetails } from './api/invoice.ts';
import { createLinkWriter } from './api/links.ts';
import { orderDetails } from './api/order-details.ts';
import { readParameters, type Parameters } from './api/parameters.ts';
import { findRoute, type Route } from './api/route.ts';
import { searchOrders } from './api/search.ts';
import { createTokenDesk, type Identity } from './api/token.ts';
import { createClock, type Clock } from './clock.ts';
import { createControl } from './control.ts';
import { createOrderBooks, type OrderBooks } from './data/order-books.ts';
import { createFaultBook, type Struck } from './fault-book.ts';
import type { Fault } from './fault-types.ts';
import type { ApiOptions, Application, Latency } from './options.ts';
import { createRandom, seedFor } from './random.ts';
import { createRateLimit, rateLimitHeaders, type RateLimit } from './rate-limit.ts';
import { logEntry } from './request-log.ts';
import { resolveOptions, type ResolvedOptions } from './resolve-options.ts';
import type {
	ApiAnswer,
	ApiRequest,
	LoggedRequest,
	Outcome,
	SimulatedApi,
} from './simulator-types.ts';
import { spoil } from './spoil-answer.ts';

/**
 * The simulated API as a synchronous function of requests and a clock, without socket or timer.
 * Throws `OptionError` for options that cannot be used.
 */
export function createApi(options: ApiOptions = {}): SimulatedApi {
	return createTimedApi(options).api;
}

/** The API together with the clock it runs on, for whoever turns its latencies into waiting. */
export function createTimedApi(options: ApiOptions): { api: SimulatedApi; clock: Clock } {
	const settings = resolveOptions(options);
	const clock = createClock(settings.now, settings.skewMs, settings.timeScale);
	const books = createOrderBooks({ ...settings, today: settings.today ?? clock.now() });
	const tokens = createTokenDesk(settings.applications, settings.seed, settings.tokenLifetime);
	const rateLimit = createRateLimit(settings.rateLimit);
	const faults = createFaultBook(settings.faults);
	const random = createRandom(seedFor(settings.seed, 'latency'));
	const requests: LoggedRequest[] = [];
	let { latencyMs: latency, dateSkewMs } = settings;
	const find = createOrderFinder(settings.search);
	const gateway: Gateway = { settings, clock, rateLimit, books, find };

	const control = createControl({
		clock,
		books,
		tokens,
		rateLimit,
		faults,
		requests,
		setLatency: (newLatency) => {
			latency = newLatency;
		},
		setDateSkew: (newSkewMs) => {
			dateSkewMs = newSkewMs;
		},
	});

	const handle = (incoming: ApiRequest): Outcome => {
		const request = { ...incoming, headers: lowerCaseNames(incoming.headers) };
		const { path, queryText, query } = split(request.url);
		const parameters = readParameters(query);
		const route = findRoute(path);
		const struck = route === undefined ? [] : faults.strike(asked(route, parameters));

		for (const fault of struck) control.beforeAnswer(fault);
		const at = clock.now();
		const identity = tokens.identify(request.headers['authorization'], clock.steady());
		const answer =
			route === undefined
				? noSuchEndpoint(path)
				: route.endpoint === 'token'
					? tokens.answer(request, queryText, clock.steady())
					: passGateway(gateway, request, route, parameters, identity);
		const latencyMs = drawLatency(latency, random.below);
		const outcome = withDate(
			spoilAll({ kind: 'answer', latencyMs, ...answer }, struck, identity),
			at + dateSkewMs,
		);
		requests.push(
			logEntry(
				requests.length + 1,
				at,
				request,
				path,
				query,
				route,
				identity.application?.clientId,
				struck,
				outcome,
			),
		);
		for (const fault of struck) control.afterAnswer(fault);
		return outcome;
	};

	const api: SimulatedApi = {
		handle,
		control: control.public,
		requests,
		get orders() {
			return books.first.orders;
		},
		ordersOf: (customerNumber) => books.of(customerNumber)?.orders ?? [],
		get usage() {
			return rateLimit.usage;
		},
		get violations() {
			return rateLimit.usage.filter(({ violations }) => violations > 0);
		},
		now: clock.now,
	};
	return { api, clock };
}

function asked({ endpoint }: Route, parameters: Parameters): Struck {
	return {
		endpoint,
		page: Number(parameters.get('pagenumber') ?? 1),
		orderStatus: parameters.get('orderstatus') ?? '',
	};
}

interface Gateway {
	readonly settings: ResolvedOptions;
	readonly clock: Clock;
	readonly rateLimit: RateLimit;
	readonly books: OrderBooks;
	readonly find: OrderFinder;
}

/** Token, access, rate limit, and only then the service, as an API gateway has them in turn. */
function passGateway(
	gateway: Gateway,
	request: ApiRequest,
	route: Route,
	parameters: Parameters,
	identity: Identity,
): ApiAnswer {
	const { application } = identity;
	if (identity.token !== 'valid' || application === undefined) return unauthorized(identity);
	if (application.orderApi === false) {
		return gatewayFault(
			403,
			'Invalid API call as no apiproduct match found',
			'keymanagement.service.InvalidAPICallAsNoApiProductMatchFound',
		);
	}
	const { clock, rateLimit, settings } = gateway;
	const verdict = rateLimit.arrive(application.clientId, route.endpoint, clock.steady());
	const aheadMs = clock.now() - clock.steady();
	const headers = rateLimitHeaders(
		{ ...verdict, resetAt: verdict.resetAt + aheadMs },
		clock.now(),
		settings.rateLimit,
	);
	const answer =
		verdict.allowed === 'yes'
			? serve(gateway, request, route, parameters, application)
			: verdict.allowed === 'spike-arrest'
				? spikeArrestFault()
				: quotaFault(settings.rateLimit.exceededStatus, application.clientId);
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

function serve(
	{ settings, books, clock, find }: Gateway,
	request: ApiRequest,
	route: Route,
	parameters: Parameters,
	application: Application,
): ApiAnswer {
	if (request.method !== 'GET') {
		return gatewayFault(405, 'Method Not Allowed', 'protocol.http.MethodNotAllowed');
	}
	if (parameters.repeated !== undefined) {
		return parameterError(400, parameters.repeated, `${parameters.repeated} was given twice.`);
	}
	const asked = findAccount(parameters, application, settings.applications);
	if ('refusal' in asked) return asked.refusal;
	const { account } = asked;
	const orders = books.of(account.customerNumber)?.orders ?? [];

	switch (route.endpoint) {
		case 'order':
		case 'sandbox-order':
			return orderDetails(orders, route.number, parameters, account, route.isSandbox);
		case 'invoice':
		case 'sandbox-invoice':
			return invoiceDetails(orders, route.number, account, clock.now());
		default:
			return searchOrders(
				orders,
				parameters,
				createLinkWriter(route.basePath, account),
				settings.search,
				find,
				clock.now(),
			);
	}
}

function unauthorized({ token }: Identity): ApiAnswer {
	return token === 'expired'
		? gatewayFault(401, 'Access Token expired', 'keymanagement.service.access_token_expired')
		: token === 'missing'
			? gatewayFault(401, 'Invalid access token', 'oauth.v2.InvalidAccessToken')
			: gatewayFault(401, 'Invalid Access Token', 'keymanagement.service.invalid_access_token');
}

function noSuchEndpoint(path: string): ApiAnswer {
	return gatewayFault(
		404,
		`Unable to identify proxy for host: default and url: ${path}`,
		'messaging.adaptors.http.flow.ApplicationNotFound',
	);
}

function spoilAll(outcome: Outcome, faults: readonly Fault[], identity: Identity): Outcome {
	const application = identity.application?.clientId ?? 'unknown';
	return faults.reduce(
		(spoiled, fault) => (spoiled.kind === 'answer' ? spoil(spoiled, fault, application) : spoiled),
		outcome,
	);
}

/** The Date header tells when the answer leaves, on the clock of the machine that writes it. */
function withDate(outcome: Outcome, arrivedAt: number): Outcome {
	if (outcome.kind === 'hang') return outcome;
	const date = new Date(arrivedAt + outcome.latencyMs).toUTCString();
	const dated = (answer: ApiAnswer): ApiAnswer => ({
		...answer,
		headers: { date, ...answer.headers },
	});
	if (outcome.kind === 'answer') return { ...outcome, ...dated(outcome) };
	return outcome.begun === undefined ? outcome : { ...outcome, begun: dated(outcome.begun) };
}

function drawLatency(latency: Latency, below: (end: number) => number): number {
	return typeof latency === 'number'
		? latency
		: latency.min + below(Math.floor(latency.max - latency.min) + 1);
}

function split(url: string): {
	path: string;
	queryText: string;
	query: readonly (readonly [string, string])[];
} {
	const local = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/, '');
	const mark = local.indexOf('?');
	const path = mark < 0 ? local : local.slice(0, mark);
	const queryText = mark < 0 ? '' : local.slice(mark + 1);
	return { path, queryText, query: [...new URLSearchParams(queryText)] };
}

function lowerCaseNames(headers: ApiRequest['headers'] = {}): Record<string, string | undefined> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
	);
}
