import { startJsonServer, type JsonAnswer, type JsonRequest } from './json-server.ts';

/** The part of HubSpot that n8n's node uses for deals. */
export interface HubSpot {
	/** The hosts it stands for, with its port. */
	readonly hosts: Readonly<Record<string, number>>;
	readonly serviceKey: string;
	/** The properties of each deal, as they are now, the oldest deal first. */
	readonly deals: readonly Readonly<Record<string, string>>[];
	/** A deal that somebody makes by hand. */
	readonly addDeal: (properties: Readonly<Record<string, string>>) => void;
	readonly close: () => Promise<void>;
}

const serviceKey = 'hubspot-key';
const firstId = 9000;
const known = [
	...['dealname', 'dealstage', 'pipeline', 'createdate'],
	...['ingram_order_number', 'ingram_on_hold', 'ingram_order_status'],
];

interface Search {
	readonly filterGroups: readonly {
		readonly filters: readonly { propertyName: string; operator: string; value: string }[];
	}[];
	readonly properties: readonly string[];
	readonly limit: number;
}

interface Change {
	readonly properties: readonly { name: string; value: string }[];
}

export async function startHubSpot(): Promise<HubSpot> {
	const deals: Record<string, string>[] = [];
	const server = await startJsonServer((request) => answerTo(request, deals));
	return {
		hosts: { 'api.hubapi.com': server.port },
		serviceKey,
		deals,
		addDeal: (properties) => {
			deals.push({ ...properties });
		},
		close: server.close,
	};
}

function answerTo(
	{ method, url, authorization, body }: JsonRequest,
	deals: Record<string, string>[],
): JsonAnswer {
	if (authorization !== `Bearer ${serviceKey}`) return refusal(401, 'The key is not valid');
	if (method === 'POST' && url.pathname === '/crm/v3/objects/deals/search') {
		return search(deals, body as Search);
	}
	if (method === 'POST' && url.pathname === '/deals/v1/deal') {
		const unknown = unknownIn(body as Change);
		if (unknown !== undefined) return refusal(400, `Property "${unknown}" does not exist`);
		deals.push({});
		return change(deals, deals.length - 1, body as Change);
	}
	const [, id] = /^\/deals\/v1\/deal\/(\d+)$/.exec(url.pathname) ?? [];
	const index = Number(id) - firstId;
	if (method !== 'PUT' || deals[index] === undefined) return refusal(404, 'There is no such deal');
	const unknown = unknownIn(body as Change);
	if (unknown !== undefined) return refusal(400, `Property "${unknown}" does not exist`);
	return change(deals, index, body as Change);
}

function search(deals: readonly Record<string, string>[], asked: Search): JsonAnswer {
	const found = deals.flatMap((deal, index) => {
		const fits = asked.filterGroups.some(({ filters }) =>
			filters.every(({ propertyName, operator, value }) => {
				if (operator !== 'EQ') throw new Error(`Nothing is known of ${operator}`);
				return deal[propertyName] === value;
			}),
		);
		const properties = Object.fromEntries(
			asked.properties.map((name) => [name, deal[name] ?? null] as const),
		);
		return fits ? [{ id: String(firstId + index), properties }] : [];
	});
	return { body: { total: found.length, results: found.slice(0, asked.limit) } };
}

function unknownIn({ properties }: Change): string | undefined {
	return properties.find(({ name }) => !known.includes(name))?.name;
}

function change(
	deals: Record<string, string>[],
	index: number,
	{ properties }: Change,
): JsonAnswer {
	const values = Object.fromEntries(properties.map(({ name, value }) => [name, value] as const));
	deals[index] = { ...deals[index], ...values };
	return { body: { dealId: firstId + index, isDeleted: false, properties: {} } };
}

function refusal(status: number, message: string): JsonAnswer {
	return { status, body: { status: 'error', message } };
}
