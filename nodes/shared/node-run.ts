import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { connect } from './connect.ts';
import { onAbort, type IngramClient, type RunOptions } from './ingram.ts';
import { readCollection } from './read-collection.ts';
import { RunNotes } from './run-notes.ts';

/** What a run needs of n8n, whether n8n executes the node or polls it. */
export interface RunContext {
	readonly n8n: IExecuteFunctions | IPollFunctions;
	/** A parameter's value for an input item; null where it has none. A poll has no items. */
	parameter(name: string, itemIndex: number): unknown;
	/** Whether an input item that fails leaves the others alone. */
	readonly continueOnFail: boolean;
	readonly cancelSignal: AbortSignal | undefined;
}

/** One run of the node: what its input items share. It must be ended. */
export class NodeRun {
	readonly context: RunContext;
	readonly notes = new RunNotes();
	readonly #stop = new AbortController();
	readonly #forgetCancel: () => void;
	readonly #asked = new Map<string, Promise<unknown>>();
	#client: Promise<IngramClient> | undefined;

	constructor(context: RunContext) {
		this.context = context;
		const { cancelSignal } = context;
		this.#forgetCancel = cancelSignal ? onAbort(cancelSignal, () => this.stop()) : () => undefined;
	}

	/** Ends all requests and waits of this run. */
	stop(): void {
		this.#stop.abort();
	}

	/** Lets go of what outlives it: the signal that cancels the whole execution of the workflow. */
	end(): void {
		this.#forgetCancel();
	}

	get isStopped(): boolean {
		return this.#stop.signal.aborted;
	}

	/** What each run of the core is given. */
	get options(): RunOptions {
		return { signal: this.#stop.signal, onProgress: this.notes.onProgress };
	}

	/** A parameter's value for an input item; null where it has none. */
	parameter(name: string, itemIndex: number): unknown {
		return this.context.parameter(name, itemIndex);
	}

	/** The values of a collection for an input item, by name; only those that the user added. */
	collection(name: string, itemIndex: number): Readonly<Record<string, unknown>> {
		return readCollection(this.parameter(name, itemIndex));
	}

	/** The client of the node's credential. n8n takes the token by the first item's, so there is one. */
	client(): Promise<IngramClient> {
		return (this.#client ??= connect(this.context.n8n));
	}

	/** What `ask` gives; input items that ask the same share one answer. */
	once<T>(question: string, ask: () => Promise<T>): Promise<T> {
		const asked = this.#asked.get(question) as Promise<T> | undefined;
		if (asked) return asked;
		const answer = ask();
		this.#asked.set(question, answer);
		return answer;
	}
}
