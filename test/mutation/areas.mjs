/**
 * The areas of the core that are tried with mutants: their code, and the tests that must notice when it
 * is wrong. All paths lie in packages/core, below `src` and `test`. A mutant meets the tests of its own area
 * only: running all of them against thousands of mutants would take days.
 */
export const areas = {
	gate: {
		code: ['requests/rate-limit'],
		tests: [
			'requests/rate-limit',
			'requests/slow-first-answer',
			'properties/{fair-turns,rate-limit}',
		],
	},
	requests: {
		code: ['requests/!(rate-limit)'],
		tests: ['requests', 'errors', 'properties/{cancel,outages,progress}'],
	},
	paging: {
		code: ['reading', 'search'],
		tests: ['reading', 'search', 'look-up/what-is-found', 'properties/{changing-lists,incomplete}'],
	},
	parsing: {
		code: ['api', 'orders', 'json'],
		tests: [
			'api',
			'orders',
			'documents',
			'versions',
			'malformed-answers',
			'input/customer-number',
			'search/{criteria,no-match}',
		],
	},
	watcher: {
		code: ['watch'],
		tests: ['watch', 'versions/watching-version-6', 'properties/{exactly-once,failing-reports}'],
	},
	'look-up': {
		code: ['look-up'],
		tests: ['look-up', 'search/search-together'],
	},
};

/** Tests that take seconds and find nothing that quicker ones do not. */
export const slowTests = [
	'/never-lose-an-order',
	'requests/cancel-leaves-nothing',
	'requests/fair-turns',
	'requests/growth',
	'requests/host-callbacks',
	'requests/near-the-limit',
	'requests/offline',
	'requests/outages',
	'requests/time-to-finish',
	'search/cancel',
	'search/limit-with-parts',
	'search/memory',
	'search/orders-in-parts',
	'watch/ended-holds',
	'watch/fair-to-searches',
	'watch/secrets',
	'reading/million-hashes',
];

/** The area that this run is about, named by the environment variable `MUTATION_AREA`; else the smallest. */
export function chosenArea() {
	const name = process.env.MUTATION_AREA ?? 'look-up';
	if (!Object.hasOwn(areas, name)) {
		throw new Error(`MUTATION_AREA must be one of ${Object.keys(areas).join(', ')}`);
	}
	return { name, ...areas[name] };
}

/** Where the report of an area is written. */
export function reportOf(area, extension) {
	return `coverage/mutation/${area}.${extension}`;
}
