import type { EndpointName, Fault } from './fault-types.ts';

/** The faults that are set, each with a count of the requests it has seen. */
export interface FaultBook {
	readonly add: (fault: Fault) => void;
	readonly clear: () => void;
	/** The faults that strike a request, in the order in which they were set. */
	readonly strike: (endpoint: EndpointName, page: number) => readonly Fault[];
	readonly faults: readonly (Fault & { readonly seen: number; readonly struck: number })[];
}

interface Entry {
	readonly fault: Fault;
	seen: number;
	struck: number;
}

export function createFaultBook(faults: readonly Fault[]): FaultBook {
	let entries = faults.map(newEntry);
	return {
		add: (fault) => {
			entries.push(newEntry(fault));
		},
		clear: () => {
			entries = [];
		},
		strike: (endpoint, page) =>
			entries
				.filter((entry) => concerns(entry.fault, endpoint, page))
				.filter(strikes)
				.map((entry) => entry.fault),
		get faults() {
			return entries.map(({ fault, seen, struck }) => ({ ...fault, seen, struck }));
		},
	};
}

function newEntry(fault: Fault): Entry {
	return { fault, seen: 0, struck: 0 };
}

function concerns(fault: Fault, endpoint: EndpointName, page: number): boolean {
	if (fault.page !== undefined && (fault.page !== page || !endpoint.endsWith('search'))) {
		return false;
	}
	if (fault.endpoint === undefined) return endpoint !== 'token';
	return typeof fault.endpoint === 'string'
		? fault.endpoint === endpoint
		: fault.endpoint.includes(endpoint);
}

function strikes(entry: Entry): boolean {
	const { requests, every, times } = entry.fault;
	entry.seen++;
	const isBounded = requests === undefined && every === undefined;
	if (entry.struck >= (times ?? (isBounded ? 1 : Infinity))) return false;
	const isTurn =
		isBounded ||
		(requests?.includes(entry.seen) ?? false) ||
		(every !== undefined && entry.seen % every === 0);
	if (isTurn) entry.struck++;
	return isTurn;
}
