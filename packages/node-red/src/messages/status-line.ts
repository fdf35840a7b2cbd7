import type { NodeStatus } from 'node-red';

/** Something to show; a status that counts down is asked again every second. */
export interface ShownStatus {
	/** @param now milliseconds since 1970 */
	at: (now: number) => NodeStatus;
	isCounting: boolean;
}

/** Between two changes that the editor is told of, in milliseconds. */
const minGapMs = 1000;

/**
 * Shows what a node does, at most once a second; of several changes within it the last one. A status
 * that cannot be shown is left out: it must not end a run, nor the process from a timer.
 */
export class StatusLine {
	readonly #show: (status: NodeStatus) => void;
	#current: ShownStatus | undefined;
	#shownText: string | undefined;
	#timer: NodeJS.Timeout | undefined;
	#isClosed = false;

	constructor(show: (status: NodeStatus) => void) {
		this.#show = (status) => {
			try {
				show(status);
			} catch {
				// The next one may be shown again.
			}
		};
	}

	set(status: ShownStatus): void {
		this.#current = status;
		if (!this.#timer && !this.#isClosed) this.#refresh();
	}

	/** Clears the status; nothing is shown afterwards. */
	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
		this.#show({});
	}

	/** Goes on as long as there may be something new to show. */
	#refresh(): void {
		this.#timer = undefined;
		if (!this.#current) return;
		const { at, isCounting } = this.#current;
		const status = at(Date.now());
		const text = JSON.stringify(status);
		const isNew = text !== this.#shownText;
		if (isNew) this.#show(status);
		this.#shownText = text;
		if (isNew || isCounting) this.#timer = setTimeout(() => this.#refresh(), minGapMs);
	}
}
