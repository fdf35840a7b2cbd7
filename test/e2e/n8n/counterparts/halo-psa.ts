import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A ticket, as far as the example reads or sets it. */
export interface Ticket {
	readonly id: number;
	readonly tickettype_id: number;
	readonly summary: string;
	readonly details: string;
	readonly status_id: number;
}

/** The part of HaloPSA that the example needs: tokens and tickets. */
export interface HaloPsa {
	readonly origin: string;
	readonly clientId: string;
	readonly clientSecret: string;
	/** As they are now, the oldest first. */
	readonly tickets: readonly Ticket[];
	readonly close: () => Promise<void>;
}

const application = { clientId: 'halo-app', clientSecret: 'halo-secret' };
const token = 'halo-token';
const newStatus = 1;

export async function startHaloPsa(): Promise<HaloPsa> {
	const tickets: Ticket[] = [];
	const server = createServer((request, response) => {
		void text(request).then((body) => {
			const url = new URL(request.url ?? '', 'http://halo');
			const isAllowed =
				url.pathname === '/auth/token' ||
				request.headers.authorization?.toLowerCase() === `bearer ${token}`;
			const answer = isAllowed ? answerTo(tickets, request.method ?? '', url, body) : undefined;
			response.statusCode = answer === undefined ? 401 : 200;
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(answer ?? {}));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The port has no number');
	return {
		...application,
		origin: `http://127.0.0.1:${address.port}`,
		tickets,
		close: async () => {
			server.close();
			server.closeAllConnections();
			await once(server, 'close').catch(() => undefined);
		},
	};
}

/** Undefined for what is refused. */
function answerTo(tickets: Ticket[], method: string, url: URL, body: string): unknown {
	switch (`${method} ${url.pathname}`) {
		case 'POST /auth/token':
			return tokenFor(new URLSearchParams(body));
		case 'GET /api/tickets':
			return list(tickets, url.searchParams);
		case 'POST /api/tickets':
			// A list of one: with an id it changes that ticket, without it is a new one.
			return (JSON.parse(body) as Partial<Ticket>[]).map((given) => save(tickets, given))[0];
		default:
			return undefined;
	}
}

function tokenFor(form: URLSearchParams): unknown {
	const isRight =
		form.get('grant_type') === 'client_credentials' &&
		form.get('client_id') === application.clientId &&
		form.get('client_secret') === application.clientSecret;
	return isRight ? { access_token: token, token_type: 'Bearer', expires_in: 3600 } : undefined;
}

/** Open and closed ones, the newest first, by pages. */
function list(tickets: readonly Ticket[], query: URLSearchParams): unknown {
	const search = (query.get('search') ?? '').toLowerCase();
	const found = tickets
		.filter(({ summary }) => summary.toLowerCase().includes(search))
		.toReversed();
	const size = Number(query.get('page_size') ?? query.get('count') ?? 50);
	const start = (Number(query.get('page_no') ?? 1) - 1) * size;
	return { record_count: found.length, tickets: found.slice(start, start + size) };
}

function save(tickets: Ticket[], given: Partial<Ticket>): Ticket {
	const index = tickets.findIndex(({ id }) => id === given.id);
	const before = tickets[index] ?? {
		id: 1000 + tickets.length,
		...{ tickettype_id: 0, summary: '', details: '', status_id: newStatus },
	};
	const ticket = { ...before, ...given };
	tickets[index === -1 ? tickets.length : index] = ticket;
	return ticket;
}
