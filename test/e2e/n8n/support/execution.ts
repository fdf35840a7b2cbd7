import { parse } from 'flatted';

/** An execution as n8n has stored it. */
export interface Execution {
	readonly id: string;
	readonly status: string;
	/** From its start to its end, or to now while it runs. */
	readonly durationMs: number;
	/** What ended it, if anything did. */
	readonly error: NodeFailure | undefined;
	/** The JSON of a node's items: of all its runs, first output. */
	readonly items: (node: string) => readonly Readonly<Record<string, unknown>>[];
	/** The ids of the files that a node has made. */
	readonly files: (node: string) => readonly string[];
	/** What a node wrote below its output, e.g. "Waited 42 s for the rate limit". */
	readonly hints: (node: string) => readonly string[];
}

/** An error as the editor shows it. */
export interface NodeFailure {
	readonly message: string;
	readonly description?: string | null;
	readonly node?: { readonly name: string };
}

interface StoredExecution {
	readonly id: string;
	readonly status: string;
	readonly startedAt: string | null;
	readonly stoppedAt: string | null;
	/** "Flatted" JSON. */
	readonly data: string;
}

interface RunData {
	readonly resultData?: {
		readonly error?: NodeFailure;
		readonly runData?: Readonly<Record<string, readonly NodeRun[]>>;
	};
}

interface Item {
	readonly json: Record<string, unknown>;
	readonly binary?: Readonly<Record<string, { readonly id?: string }>>;
}

interface NodeRun {
	readonly data?: Readonly<Record<string, readonly (readonly Item[] | null)[]>>;
	readonly hints?: readonly { message: string }[];
}

export function readExecution(stored: unknown): Execution {
	const { id, status, startedAt, stoppedAt, data } = stored as StoredExecution;
	const result = (parse(data) as RunData | undefined)?.resultData;
	const runsOf = (node: string): readonly NodeRun[] => result?.runData?.[node] ?? [];
	const itemsOf = (node: string): readonly Item[] =>
		runsOf(node).flatMap(({ data: outputs = {} }) =>
			Object.values(outputs).flatMap(([first]) => first ?? []),
		);
	return {
		id,
		status,
		durationMs:
			startedAt === null
				? 0
				: (stoppedAt === null ? Date.now() : Date.parse(stoppedAt)) - Date.parse(startedAt),
		error: result?.error,
		items: (node) => itemsOf(node).map(({ json }) => json),
		files: (node) =>
			itemsOf(node).flatMap(({ binary = {} }) =>
				Object.values(binary).flatMap(({ id: fileId }) => fileId ?? []),
			),
		hints: (node) => runsOf(node).flatMap(({ hints = [] }) => hints.map(({ message }) => message)),
	};
}
