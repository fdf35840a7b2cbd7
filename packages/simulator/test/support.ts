import {
	startSimulator,
	type Outcome,
	type SimulatedApi,
	type Simulator,
	type SimulatorOptions,
} from '@ingram-orders/simulator';

/** A Thursday noon; tests move their own clock from here. */
export const noon = Date.UTC(2026, 0, 15, 12, 0, 0);

export const account = { customernumber: '20-123456', isocountrycode: 'UK' };

export const searchPath = '/resellers/v5/orders/search';

export interface Reply {
	readonly status: number;
	readonly headers: Headers;
	readonly body: unknown;
}

export interface WrittenOrder {
	readonly ordernumber: string;
	readonly entrytimestamp: string;
	readonly customerordernumber: string;
	readonly suborders: readonly { readonly subordernumber: string; readonly statuscode: string }[];
}

export interface SearchResult {
	readonly ordersfound: string;
	readonly pagesize: string;
	readonly pagenumber: string;
	readonly orders?: readonly WrittenOrder[];
}

/** A simulator that is closed after the test, and somebody who has a token for it. */
export interface Client {
	readonly simulator: Simulator;
	readonly get: (path: string, query?: Record<string, string>) => Promise<Reply>;
	/** Searches with the default account. */
	readonly search: (query?: Record<string, string>) => Promise<Reply>;
}

const running: Simulator[] = [];

afterEach(async () => {
	await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

export async function start(options: SimulatorOptions = {}): Promise<Simulator> {
	const simulator = await startSimulator(options);
	running.push(simulator);
	return simulator;
}

export async function startClient(
	options: SimulatorOptions = {},
	clientId = 'demo-app',
	clientSecret = 'demo-secret',
): Promise<Client> {
	const simulator = await start(options);
	const token = await fetchToken(simulator.origin, clientId, clientSecret);
	const get: Client['get'] = (path, query = account) =>
		request(simulator.origin, path, query, `Bearer ${token}`);
	return { simulator, get, search: (query) => get(searchPath, { ...account, ...query }) };
}

export async function request(
	origin: string,
	path: string,
	query: Record<string, string>,
	authorization?: string,
): Promise<Reply> {
	const response = await fetch(`${origin}${path}?${new URLSearchParams(query).toString()}`, {
		redirect: 'manual',
		headers: {
			accept: 'application/json',
			...(authorization === undefined ? {} : { authorization }),
		},
	});
	return { status: response.status, headers: response.headers, body: await readBody(response) };
}

export async function postToken(
	origin: string,
	form: Record<string, string>,
	path = '/oauth/oauth30/token',
): Promise<Reply> {
	const response = await fetch(origin + path, {
		method: 'POST',
		body: new URLSearchParams(form),
	});
	return { status: response.status, headers: response.headers, body: await readBody(response) };
}

export async function fetchToken(
	origin: string,
	clientId = 'demo-app',
	clientSecret = 'demo-secret',
): Promise<string> {
	const { body } = await postToken(origin, {
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
	});
	return (body as { access_token: string }).access_token;
}

export async function control(origin: string, name: string, body: unknown): Promise<Reply> {
	const response = await fetch(`${origin}/_control/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return { status: response.status, headers: response.headers, body: await readBody(response) };
}

/** The Authorization of a new token, straight from the model. */
export function authorize({ handle }: SimulatedApi): string {
	const { body } = answerOf(
		handle({
			method: 'POST',
			url: '/oauth/oauth30/token',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: 'grant_type=client_credentials&client_id=demo-app&client_secret=demo-secret',
		}),
	);
	return `Bearer ${(JSON.parse(String(body)) as { access_token: string }).access_token}`;
}

export function answerOf(outcome: Outcome): Outcome & { kind: 'answer' } {
	if (outcome.kind !== 'answer') throw new Error(`No answer but ${outcome.kind}`);
	return outcome;
}

/** The result within the containers that the document names. */
export function resultOf({ body }: Reply): SearchResult {
	return (body as { serviceresponse: { ordesearchresponse: SearchResult } }).serviceresponse
		.ordesearchresponse;
}

export function numbersOf(reply: Reply): string[] {
	return (resultOf(reply).orders ?? []).map(({ ordernumber }) => ordernumber);
}

export async function readBody(response: Response): Promise<unknown> {
	const text = await response.text();
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
