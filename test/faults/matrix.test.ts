import { cellsOf, crossingsOf, hosts, leftOut, type Cell } from './cells.ts';
import { faults } from './faults.ts';
import { durations, moments, tasks } from './moments.ts';
import { openCoreStage } from './support/core-stage.ts';

const cells = hosts.flatMap(cellsOf);

test('there are hundreds of cells, in each host', () => {
	for (const host of hosts) expect(cellsOf(host).length).toBeGreaterThanOrEqual(200);
	expect(cells.length).toBeGreaterThan(1600);
	expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length);
});

test.each<[what: string, all: readonly unknown[], of: (cell: Cell) => unknown]>([
	['host', hosts, ({ host }) => host],
	['task', tasks, ({ task }) => task],
	['fault', faults, ({ fault }) => fault],
	['moment', moments, ({ moment }) => moment],
	['duration', durations, ({ duration }) => duration],
])('every %s is tried', (_, all, of) => {
	expect(new Set(cells.map(of))).toEqual(new Set(all));
});

test.each(hosts.flatMap((host) => tasks.map((task) => [host, task] as const)))(
	'%s, %s: every fault is tried',
	(host, task) => {
		const tried = cellsOf(host).filter((cell) => cell.task === task);
		const left = faults.filter((fault) => !tried.some((cell) => cell.fault === fault));
		expect(left.map(({ name }) => name)).toEqual([]);
	},
);

const crossings = hosts.flatMap(crossingsOf);

test.each(leftOut)('left out: $because', ({ applies }) => {
	const others = leftOut.filter((rule) => rule.applies !== applies);
	const leftOutByIt = crossings.filter(
		(crossing) => applies(crossing) && !others.some((rule) => rule.applies(crossing)),
	);
	expect(leftOutByIt).not.toEqual([]);
});

test('most of what happens once has to be survived', () => {
	const once = cells.filter(({ duration }) => duration === 'once');
	const survived = once.filter(({ expected }) => expected === 'complete');
	expect(survived.length / once.length).toBeGreaterThan(0.75);
});

test('the canaries are the secrets in use', async () => {
	const stage = openCoreStage({
		...{ task: 'search', hasDocuments: false, hasDeadline: false, isCostly: false },
		limits: { timeout: 60, maxWait: 60 },
	});
	await stage.finish(stage.start().ended);
	const { canaries, api } = stage;
	const [token] = canaries.tokens;
	expect(canaries.secret).toBe(canaries.application.clientSecret);
	const asked = { method: 'GET', url: '/resellers/v5/orders/search' };
	const answers = [token, 'another'].map((bearer) =>
		api.handle({ ...asked, headers: { authorization: `Bearer ${bearer ?? ''}` } }),
	);
	expect(answers).toMatchObject([{ status: 400 }, { status: 401 }]);
});
