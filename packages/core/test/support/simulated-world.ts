import {
	Gates,
	IngramClient,
	IngramError,
	OrderSearch,
	planSearch,
	type Account,
	type Host,
	type HttpRequest,
	type HttpResponse,
	type OutputItem,
	type Progress,
	type SearchInput,
	type SearchSummary,
} from '@ingram-orders/core';
import {
	createApi,
	type ApiOptions,
	type Outcome,
	type SimulatedApi,
} from '@ingram-orders/simulator';
import { secret, testAccount } from './accounts.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface WorldOptions {
	api?: ApiOptions;
	account?: Account;
	clientSecret?: string;
	/** Milliseconds there and back, of every request or of the nth (from 1). */
	latencyMs?: number | ((request: number) => number);
	/** Milliseconds since 1970. */
	startAt?: number;
	seed?: number;
}

export interface World {
	clock: VirtualClock;
	api: SimulatedApi;
	host: Host;
	/** Shared by all clients of this world. */
	gates: Gates;
	client: IngramClient;
	/** Requests that were sent, as the host got them. */
	sent: HttpRequest[];
	/** How many requests somebody still waits for. */
	openRequests: () => number;
}

/** A host on a virtual clock, with the simulated API at the other end of a virtual line. */
export function createWorld({
	api: apiOptions,
	latencyMs = 0,
	account = testAccount(),
	clientSecret = secret,
	...rest
}: WorldOptions = {}): World {
	const clock = new VirtualClock(rest);
	const api = createApi({ now: clock.now, ...apiOptions });
	const sent: HttpRequest[] = [];
	let openRequests = 0;
	const host: Host = {
		now: clock.now,
		sleep: clock.sleep,
		random: clock.random,
		send: (request, signal) => {
			sent.push(request);
			openRequests++;
			const onTheWay = (typeof latencyMs === 'number' ? latencyMs : latencyMs(sent.length)) / 2;
			return new Promise<HttpResponse>((resolve, reject) => {
				const onAbort = () => reject(connectionError('ERR_CANCELED'));
				signal.addEventListener('abort', onAbort, { once: true });
				// What has been sent arrives and is counted, even if nobody waits for it any more.
				clock.after(onTheWay, () => {
					const outcome = api.handle(request);
					if (outcome.kind === 'hang') return;
					clock.after(outcome.latencyMs + onTheWay, () => {
						signal.removeEventListener('abort', onAbort);
						deliver(outcome, resolve, reject);
					});
				});
			}).finally(() => openRequests--);
		},
	};
	const gates = new Gates(host);
	const authorization = { clientSecret };
	const client = new IngramClient({ account, host, gates, authorization });
	return { clock, api, host, gates, client, sent, openRequests: () => openRequests };
}

function deliver(
	outcome: Outcome,
	resolve: (response: HttpResponse) => void,
	reject: (error: Error) => void,
): void {
	if (outcome.kind !== 'answer') {
		reject(connectionError('ECONNRESET'));
	} else if (outcome.headers['content-encoding'] === 'gzip') {
		reject(connectionError('Z_DATA_ERROR'));
	} else {
		const { status, headers, body } = outcome;
		resolve({
			status,
			headers,
			body: typeof body === 'string' ? body : new TextDecoder().decode(body),
		});
	}
}

function connectionError(code: string): Error {
	return Object.assign(new Error(code), { code });
}

/** How a run ended, and what it had told by then. */
export interface Result {
	items: OutputItem[];
	summary: SearchSummary;
	error: IngramError | undefined;
	progress: Progress[];
	/** Virtual milliseconds from start to end. */
	tookMs: number;
}

/** Starts a search and gives its result; anything thrown but an IngramError is passed on. */
export async function search(
	world: Pick<World, 'client' | 'clock'>,
	input: SearchInput = {},
	signal?: AbortSignal,
): Promise<Result> {
	const { client, clock } = world;
	const progress: Progress[] = [];
	const run = new OrderSearch(client, planSearch(input, client.account, 'UTC'), {
		onProgress: (step) => progress.push(step),
		...(signal && { signal }),
	});
	const startedAt = clock.now();
	let items: OutputItem[] = [];
	let error: IngramError | undefined;
	try {
		items = await run.collect();
	} catch (thrown) {
		if (!(thrown instanceof IngramError)) throw thrown;
		error = thrown;
	}
	return { items, summary: run.summary, error, progress, tookMs: clock.now() - startedAt };
}

/** The order numbers of items with the output `orders` or `suborders`. */
export function orderNumbers(items: readonly OutputItem[]): string[] {
	return items.map(({ json }) => String(json['orderNumber' as keyof typeof json]));
}
