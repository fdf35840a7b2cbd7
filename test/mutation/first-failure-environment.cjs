const { TestEnvironment } = require('jest-environment-node');

/** Skips what follows the first failure in a test file: the mutant is killed by then. */
module.exports = class FirstFailureEnvironment extends TestEnvironment {
	#failed = false;

	handleTestEvent({ name, test }) {
		if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
		if (name === 'test_start' && this.#failed) test.mode = 'skip';
	}
};
