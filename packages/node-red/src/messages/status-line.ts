import type { NodeStatus } from 'node-red';

/** A status at a moment (milliseconds since 1970): one that counts down changes by itself. */
export type StatusAt = (now: number) => NodeStatus;

/** The editor is told of a change this often at most, in milliseconds. */
const leastGapMs = 1000;

/** Shows what a node does, at most once a second; of several changes within it the last one. */
export class StatusLine {
	readonly #show: (status: NodeStatus) => void;
	#current: StatusAt | undefined;
	#timer: NodeJS.Timeout | undefined;
	#shownText: string | undefined;

	constructor(show: (status: NodeStatus) => void) {
		this.#show = show;
	}

	set(status: StatusAt): void {
		this.#current = status;
		if (!this.#timer) this.#refresh();
	}

	/** Clears the status; nothing is shown afterwards. */
	close(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#current = undefined;
		this.#show({});
	}

	/** Goes on as long as there is something new to show. */
	#refresh(): void {
		this.#timer = undefined;
		const status = this.#current?.(Date.now());
		const text = JSON.stringify(status);
		if (!status || text === this.#shownText) return;
		this.#shownText = text;
		this.#show(status);
		this.#timer = setTimeout(() => this.#refresh(), leastGapMs);
	}
}
