import type { IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../shared/connect.ts';
import { onAbort, type IngramClient, type RunOptions } from '../shared/ingram.ts';
import { RunNotes } from './run-notes.ts';

/** One execution of the node: what its input items share. It must be ended. */
export class NodeRun {
	readonly context: IExecuteFunctions;
	readonly notes = new RunNotes();
	readonly #stop = new AbortController();
	readonly #forgetCancel: () => void;
	readonly #asked = new Map<string, Promise<unknown>>();
	#client: Promise<IngramClient> | undefined;

	constructor(context: IExecuteFunctions) {
		this.context = context;
		const cancel = context.getExecutionCancelSignal();
		this.#forgetCancel = cancel ? onAbort(cancel, () => this.stop()) : () => undefined;
	}

	/** Lets go of what outlives it: the signal that cancels the whole execution of the workflow. */
	end(): void {
		this.#forgetCancel();
	}

	/** Ends all requests and waits of this execution. */
	stop(): void {
		this.#stop.abort();
	}

	get isStopped(): boolean {
		return this.#stop.signal.aborted;
	}

	/** What each run of the core is given. */
	get options(): RunOptions {
		return { signal: this.#stop.signal, onProgress: this.notes.onProgress };
	}

	/** The client of the node's credential. n8n takes the token by the first item's, so there is one. */
	client(): Promise<IngramClient> {
		return (this.#client ??= connect(this.context));
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
