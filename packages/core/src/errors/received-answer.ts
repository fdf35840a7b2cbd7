/** An answer on its way to being read. */
export interface ReceivedAnswer {
	status: number;
	body: string;
	/** What must not be shown should the body repeat it. */
	secrets: readonly string[];
}
