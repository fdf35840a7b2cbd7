import { TestEnvironment } from 'jest-environment-node';

/**
 * Node.js, and after each failed test what the test file's `globalThis.explainFailure()` says, such
 * as the end of a server's log.
 */
export default class ExplainingEnvironment extends TestEnvironment {
	handleTestEvent(event) {
		if (event.name !== 'test_done' || event.test.errors.length === 0) return;
		const explanation = this.global.explainFailure?.();
		if (explanation) process.stderr.write(`\n${event.test.name}\n${explanation}\n`);
	}
}
