import type { EndpointName, Fault, SetFault } from './fault-types.ts';
import type { ApiVersionName } from './options.ts';

/** The faults that are set, each with a count of the requests it has seen. */
export interface FaultBook {
	readonly add: (fault: Fault) => void;
	readonly clear: () => void;
	/** The faults that strike a request, in the order in which they were set. */
	readonly strike: (request: Struck) => readonly Fault[];
	/** Notes why a fault that struck could not do what it says, or that it could. */
	readonly note: (fault: Fault, problem: string | undefined) => void;
	readonly faults: readonly SetFault[];
}

/** What a fault's trigger asks of a request. */
export interface Struck {
	readonly endpoint: EndpointName;
	/** Undefined for a token request. */
	readonly version: ApiVersionName | undefined;
	/** The page that is asked for, 1 where none is named. */
	readonly page: number;
	/** The status that is asked for, '' where none is named. */
	readonly orderStatus: string;
}

interface Entry {
	readonly fault: Fault;
	seen: number;
	struck: number;
	problem: string | undefined;
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
		strike: (request) =>
			entries
				.filter((entry) => concerns(entry.fault, request))
				.filter(strikes)
				.map((entry) => entry.fault),
		note: (fault, problem) => {
			for (const entry of entries) if (entry.fault === fault) entry.problem = problem;
		},
		get faults() {
			return entries.map(({ fault, seen, struck, problem }) => ({
				...fault,
				seen,
				struck,
				...(problem === undefined ? {} : { problem }),
			}));
		},
	};
}

function newEntry(fault: Fault): Entry {
	return { fault: { ...fault }, seen: 0, struck: 0, problem: undefined };
}

function concerns(fault: Fault, { endpoint, version, page, orderStatus }: Struck): boolean {
	if (fault.version !== undefined && fault.version !== version) return false;
	const isOfSearches = fault.page !== undefined || fault.orderStatus !== undefined;
	if (isOfSearches && !endpoint.endsWith('search')) return false;
	if (fault.page !== undefined && fault.page !== page) return false;
	if (fault.orderStatus !== undefined && fault.orderStatus !== orderStatus) return false;
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
