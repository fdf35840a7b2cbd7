/** A place where the state of one node is kept from poll to poll. */
export interface Place {
	/** What was kept; undefined where there is nothing. Rejects where it cannot be read. */
	load(): Promise<unknown>;
	/** Replaces what was kept as a whole. */
	save(state: object): Promise<void>;
	remove(): Promise<void>;
}
