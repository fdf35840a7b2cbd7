const fs = require('node:fs');
const path = require('node:path');
const { default: JestRunner } = require('jest-runner');

/** What the first run, without a mutant, learned of the test files; in Stryker's copy of the repository. */
const learnedFile = path.join(process.cwd(), 'test-files.json');

/** Files that failed lately, the last one first: mutants beside each other fail in the same tests. */
const failedFile = path.join(process.cwd(), 'failed-lately.json');

/**
 * Runs the test files one after the other until one fails, as then the mutant is killed. Jest's own `bail`
 * does not work for Stryker, which also starts every file for the sake of a few tests. So files
 * without any of the chosen tests are left out, and those most likely to fail go first.
 */
module.exports = class FirstFailureRunner extends JestRunner {
	#failed = false;
	#learned = {};

	constructor(...args) {
		super(...args);
		this.on('test-file-success', ([test, result]) => {
			this.#failed ||= result.numFailingTests > 0 || result.testExecError !== undefined;
			this.#learned[test.path] = {
				ms: result.perfStats.runtime,
				tests: result.testResults.map(({ fullName }) => fullName),
			};
		});
		this.on('test-file-failure', () => {
			this.#failed = true;
		});
	}

	async runTests(tests, watcher, options) {
		const { testNamePattern } = this._globalConfig;
		const isFirstRun = process.env.__STRYKER_ACTIVE_MUTANT__ === undefined;
		for (const test of isFirstRun ? tests : inOrder(tests, testNamePattern)) {
			await super.runTests([test], watcher, { ...options, serial: true });
			if (this.#failed && !isFirstRun) {
				noteFailed(test.path);
				return;
			}
		}
		if (!isFirstRun) return;
		fs.writeFileSync(learnedFile, JSON.stringify(this.#learned));
		fs.writeFileSync(failedFile, '[]');
	}
};

function inOrder(tests, testNamePattern) {
	const learned = read(learnedFile);
	const pattern = new RegExp(testNamePattern ?? '', 'i');
	const failedLately = read(failedFile);
	const rank = ({ path: file }) => {
		const place = failedLately.indexOf(file);
		return place < 0 ? Infinity : place;
	};
	return tests
		.filter((test) => learned[test.path]?.tests.some((name) => pattern.test(name)))
		.sort((a, b) => rank(a) - rank(b) || learned[a.path].ms - learned[b.path].ms);
}

function noteFailed(file) {
	const others = read(failedFile).filter((other) => other !== file);
	// In one step, as another process may read it.
	const written = `${failedFile}.${process.pid}`;
	fs.writeFileSync(written, JSON.stringify([file, ...others]));
	fs.renameSync(written, failedFile);
}

function read(file) {
	return JSON.parse(fs.readFileSync(file, 'utf8'));
}
