/** What a loop is made with. */
export interface LoopOptions {
	/** One poll; gives the milliseconds until the next one, or undefined where there shall be none. Never rejects. */
	poll: () => Promise<number | undefined>;
	/** Is told when the next poll will be, in milliseconds since 1970; undefined while none is planned. */
	onPlanned: (at: number | undefined) => void;
}

/** Polls again and again, never twice at once. The time until the next poll begins when one has ended. */
export class PollLoop {
	readonly #options: LoopOptions;
	#timer: NodeJS.Timeout | undefined;
	#isPolling = false;
	/** Whether somebody has asked for one more since the present poll began. */
	#isAskedAgain = false;
	#isPaused = false;
	#isClosed = false;

	constructor(options: LoopOptions) {
		this.#options = options;
	}

	get isPaused(): boolean {
		return this.#isPaused;
	}

	start(delayMs: number): void {
		this.#plan(delayMs);
	}

	/** Polls at once; while a poll runs, once more after it, however often it was asked for. */
	pollNow(): void {
		if (this.#isPolling) this.#isAskedAgain = true;
		else this.#poll();
	}

	/** Plans no more polls; one that runs is finished, and `pollNow` still polls. */
	pause(): void {
		this.#isPaused = true;
		this.#plan(undefined);
	}

	/** Polls at once, and goes on as before. */
	resume(): void {
		if (!this.#isPaused) return;
		this.#isPaused = false;
		this.pollNow();
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#timer);
	}

	#poll(): void {
		if (this.#isClosed) return;
		clearTimeout(this.#timer);
		this.#isPolling = true;
		this.#isAskedAgain = false;
		void this.#options.poll().then((delayMs) => {
			this.#isPolling = false;
			if (this.#isAskedAgain) this.#poll();
			else this.#plan(delayMs);
		});
	}

	#plan(delayMs: number | undefined): void {
		if (this.#isClosed) return;
		clearTimeout(this.#timer);
		if (this.#isPolling) return;
		const delay = this.#isPaused ? undefined : delayMs;
		if (delay !== undefined) this.#timer = setTimeout(() => this.#poll(), delay);
		this.#options.onPlanned(delay === undefined ? undefined : Date.now() + delay);
	}
}
