import type { ApiVersion } from './api/api-version.ts';
import { gatewayFault, quotaFault, spikeArrestFault } from './api/error-bodies.ts';
import { readParameters, type Parameters } from './api/parameters.ts';
import { findRoute, type ResourceRoute, type Route } from './api/route.ts';
import { createTokenDesk, type Identity } from './api/token.ts';
import { createVersion5 } from './api/v5/version-5.ts';
import { createVersion6 } from './api/v6/version-6.ts';
import { createClock, type Clock } from './clock.ts';
import { createControl } from './control.ts';
import { createOrderBooks, findBook } from './data/order-books.ts';
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
import { buildWebhookRequest } from './webhooks/build-webhook.ts';
import { createEventIds } from './webhooks/event-ids.ts';
import { parseWebhook } from './webhooks/parse-webhook.ts';

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
	const newEventId = createEventIds(settings.seed);
	const requests: LoggedRequest[] = [];
	let { latencyMs: latency, dateSkewMs } = settings;
	let { v6 } = settings;
	const world = { settings, clock, books };
	const versions = [createVersion5(world), createVersion6(world, () => v6)];
	const gateway: Gateway = { settings, clock, rateLimit };

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
		setV6: (changes) => {
			v6 = { ...v6, ...changes };
		},
	});

	const handle = (incoming: ApiRequest): Outcome => {
		const request = { ...incoming, headers: lowerCaseNames(incoming.headers) };
		const { path, queryText, query } = split(request.url);
		const route = findRoute(path, versions);
		const struck = route === undefined ? [] : faults.strike(asked(route, readParameters(query)));

		for (const fault of struck) control.beforeAnswer(fault);
		const at = clock.now();
		const identity = tokens.identify(request.headers['authorization'], clock.steady());
		const answer =
			route === undefined
				? noSuchEndpoint(path)
				: route.endpoint === 'token'
					? tokens.answer(request, queryText, clock.steady())
					: passGateway(gateway, request, query, route, identity);
		const latencyMs = drawLatency(latency, random.below);
		const outcome = withDate(
			spoilAll({ kind: 'answer', latencyMs, ...answer }, struck, route, identity),
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
		webhook: (webhook) =>
			buildWebhookRequest(parseWebhook(webhook), {
				ordersOf: (customerNumber) => findBook(books, customerNumber).orders,
				now: clock.now(),
				newEventId,
			}),
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

function asked(route: Route, parameters: Parameters): Struck {
	return {
		endpoint: route.endpoint,
		version: route.endpoint === 'token' ? undefined : route.version.name,
		page: Number(parameters.get('pagenumber') ?? 1),
		orderStatus: parameters.get('orderstatus') ?? '',
	};
}

type Query = LoggedRequest['query'];

interface Gateway {
	readonly settings: ResolvedOptions;
	readonly clock: Clock;
	readonly rateLimit: RateLimit;
}

/** Token, access, rate limit, and only then the service, as an API gateway has them in turn. */
function passGateway(
	gateway: Gateway,
	request: ApiRequest,
	query: Query,
	route: ResourceRoute,
	identity: Identity,
): ApiAnswer {
	const { application } = identity;
	if (identity.token !== 'valid' || application === undefined) return unauthorized(identity);
	const { version, endpoint } = route;
	if (!isApproved(application, version)) return version.notApproved();
	const { clock, rateLimit, settings } = gateway;
	const { clientId } = application;
	const called = { application: clientId, endpoint, version: version.name };
	const verdict = rateLimit.arrive(called, clock.steady());
	const aheadMs = clock.now() - clock.steady();
	const headers = rateLimitHeaders(
		{ ...verdict, resetAt: verdict.resetAt + aheadMs },
		clock.now(),
		settings.rateLimit.limit,
		version.resetFormat(),
	);
	const answer =
		verdict.allowed === 'yes'
			? serve(request, query, route, application)
			: verdict.allowed === 'spike-arrest'
				? spikeArrestFault()
				: version.quotaExceeded(settings.rateLimit.exceededStatus, clientId);
	return { ...answer, headers: { ...answer.headers, ...headers } };
}

function isApproved({ orderApi, apiVersions }: Application, { name }: ApiVersion): boolean {
	return orderApi !== false && (apiVersions?.includes(name) ?? true);
}

function serve(
	request: ApiRequest,
	query: Query,
	{ version, ...route }: ResourceRoute,
	application: Application,
): ApiAnswer {
	if (request.method !== 'GET') {
		return gatewayFault(405, 'Method Not Allowed', 'protocol.http.MethodNotAllowed');
	}
	return version.answer({ request, query, application, ...route });
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

function spoilAll(
	outcome: Outcome,
	faults: readonly Fault[],
	route: Route | undefined,
	{ application }: Identity,
): Outcome {
	const clientId = application?.clientId ?? 'unknown';
	const quotaExceeded = (status: 429 | 500): ApiAnswer =>
		route === undefined || route.endpoint === 'token'
			? quotaFault(status, clientId)
			: route.version.quotaExceeded(status, clientId);
	return faults.reduce(
		(spoiled, fault) =>
			spoiled.kind === 'answer' ? spoil(spoiled, fault, quotaExceeded) : spoiled,
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

function split(url: string): { path: string; queryText: string; query: Query } {
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
