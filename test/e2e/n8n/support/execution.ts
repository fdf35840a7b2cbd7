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
	/** What a node wrote below its output, e.g. "Waited 42 s for the rate limit". */
	readonly hints: (node: string) => readonly string[];
	/** How often a node ran. */
	readonly runs: (node: string) => number;
	/** Everything that is stored, as text. */
	readonly text: string;
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

interface NodeRun {
	readonly data?: Readonly<
		Record<string, readonly (readonly { json: Record<string, unknown> }[] | null)[]>
	>;
	readonly hints?: readonly { message: string }[];
}

export function readExecution(stored: unknown): Execution {
	const { id, status, startedAt, stoppedAt, data } = stored as StoredExecution;
	const result = (parse(data) as RunData | undefined)?.resultData;
	const runsOf = (node: string): readonly NodeRun[] => result?.runData?.[node] ?? [];
	return {
		id,
		status,
		durationMs:
			startedAt === null
				? 0
				: (stoppedAt === null ? Date.now() : Date.parse(stoppedAt)) - Date.parse(startedAt),
		error: result?.error,
		items: (node) =>
			runsOf(node).flatMap(({ data: outputs = {} }) =>
				Object.values(outputs).flatMap(([first]) => (first ?? []).map(({ json }) => json)),
			),
		hints: (node) => runsOf(node).flatMap(({ hints = [] }) => hints.map(({ message }) => message)),
		runs: (node) => runsOf(node).length,
		text: data,
	};
}
