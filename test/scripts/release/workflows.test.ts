import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './support/scripts.ts';

const folder = path.join(root, '.github/workflows');
const workflows = readdirSync(folder).map(
	(name) => [name, readFileSync(path.join(folder, name), 'utf8')] as const,
);

/** The text of each job: what is indented below a key of `jobs`. */
function jobsOf(workflow: string): string[] {
	const [, jobs = ''] = workflow.split(/^jobs:$/m);
	return jobs.split(/^ {2}(?=[\w-]+:$)/m).slice(1);
}

test.each(workflows)(
	'%s: actions of others are commits, with the version beside them',
	(_, text) => {
		const used = text.match(/^\s*(- )?uses: .*$/gm) ?? [];

		expect(used.length).toBeGreaterThan(0);
		const pinned = /uses: [\w-]+\/[\w/-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/;
		expect(used.filter((line) => !pinned.test(line))).toEqual([]);
	},
);

test.each(workflows)('%s: each job names its time limit and its permissions', (_, text) => {
	const jobs = jobsOf(text);

	expect(jobs.length).toBeGreaterThan(0);
	for (const job of jobs) {
		expect(job).toMatch(/^ {4}timeout-minutes: \d+$/m);
		expect(job).toMatch(/^ {4}permissions:$/m);
	}
});

test('only the job that publishes may ask npm for its trust, and there is no token', () => {
	const trusted = workflows.flatMap(([, text]) =>
		jobsOf(text).filter((job) => job.includes('id-token: write')),
	);

	expect(trusted).toEqual([expect.stringContaining('script: npm run release')]);
	for (const [, text] of workflows) expect(text).not.toMatch(/secrets\.|NPM_TOKEN|NODE_AUTH_TOKEN/);
});
