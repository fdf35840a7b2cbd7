const { TestEnvironment } = require('jest-environment-node');

/** Skips what follows the first failure in a test file: the mutant is killed by then. */
module.exports = class FirstFailureEnvironment extends TestEnvironment {
	#failed = false;

	handleTestEvent({ name, test }) {
		if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
		if (name === 'test_start' && this.#failed) test.mode = 'skip';
	}

	/** Stops virtual clocks: a mutant may let one run for days, which would slow down the next mutants. */
	async teardown() {
		this.global.setImmediate = () => undefined;
		await super.teardown();
	}
};
