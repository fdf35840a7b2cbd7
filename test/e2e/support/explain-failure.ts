/**
 * Sets what is printed after each test of this file that fails.
 * @param explain what is known at that moment, such as the end of a server's log
 */
export function explainFailureBy(explain: () => string): void {
	Object.assign(globalThis, { explainFailure: explain });
}
