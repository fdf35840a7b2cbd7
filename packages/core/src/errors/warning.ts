/** Something the user should know of a search that succeeded. */
export interface Warning {
	code:
		| 'NO_MATCH'
		| 'NOT_FOUND'
		| 'LIMIT_REACHED'
		| 'INCOMPLETE'
		| 'UNKNOWN_CODE'
		| 'LINK_FAILED'
		| 'LAST_20_DAYS';
	message: string;
}
