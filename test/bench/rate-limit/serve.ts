import { createServer } from 'node:http';
import {
	startSimulator,
	type Application,
	type Simulator,
	type SimulatorOptions,
} from '@ingram-orders/simulator';
import { windowMs } from './limit.ts';
import { isSituation, serverLatencyMs, situations } from './situations.ts';

// A process of its own, so that what the servers do does not hold up the clients.
// Arguments: the situation, the number of pages, of servers, and the scale of time.

/** Each run has an application of its own. */
const applicationCount = 500;

const [situation = '', pages = '', count = '', timeScale = ''] = process.argv.slice(2);
if (!isSituation(situation)) throw new Error(`There is no situation "${situation}".`);
const options: SimulatorOptions = situations[situation];

const applications = Array.from({ length: applicationCount }, (_, index): Application => ({
	clientId: `app-${index}`,
	clientSecret: 'bench-secret',
	accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
}));
const simulators = await Promise.all(
	Array.from({ length: Number(count) }, (_, index) => startServer(options, index / Number(count))),
);
const desk = createServer((request, response) => {
	const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
	const answer = () => {
		if (pathname === '/servers') return simulators.map(describe);
		const simulator = simulators[Number(searchParams.get('server'))];
		const application = applications[Number(searchParams.get('application'))];
		if (!simulator || !application) return undefined;
		const { clientId } = application;
		if (pathname === '/usage') {
			return simulator.usage.find((usage) => usage.application === clientId) ?? null;
		}
		return {
			application,
			token: prepare(simulator, application, Number(searchParams.get('spent'))),
		};
	};
	response.setHeader('content-type', 'application/json').end(JSON.stringify(answer()));
});
// Else an idle connection may be closed just as it is used again.
desk.keepAliveTimeout = 0;
desk.listen(0, '127.0.0.1', () => {
	const address = desk.address();
	process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`);
});
process.once('disconnect', () => process.exit());

/** Servers have windows that begin one after the other, so that their clients do not all go at once. */
function startServer(options: SimulatorOptions, phase: number): Promise<Simulator> {
	return startSimulator({
		// A page is one order: what an answer costs to make and to read is not the matter here.
		orders: Number(pages),
		documentedOrders: false,
		timeScale: Number(timeScale),
		latencyMs: serverLatencyMs,
		now: wallNow,
		applications,
		...options,
		rateLimit: { phaseMs: Math.round(phase * windowMs), ...options.rateLimit },
	});
}

function describe({ origin, now }: Simulator, index: number) {
	const phaseMs = Math.round((index / simulators.length) * windowMs);
	return { origin, wall: wallNow(), now: now(), phaseMs };
}

function wallNow(): number {
	return performance.timeOrigin + performance.now();
}

/** Gets a token, and uses up so many calls of the present window. */
function prepare(simulator: Simulator, { clientId, clientSecret }: Application, spent: number) {
	const form = {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	};
	const granted = simulator.handle({
		method: 'POST',
		url: '/oauth/oauth30/token',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(form).toString(),
	});
	const body = granted.kind === 'answer' ? String(granted.body) : '';
	const token = /"access_token":"(\w+)"/.exec(body)?.[1] ?? '';
	for (let call = 0; call < spent; call++) {
		simulator.handle({
			method: 'GET',
			url: '/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK&pagesize=1',
			headers: { authorization: `Bearer ${token}` },
		});
	}
	return token;
}
