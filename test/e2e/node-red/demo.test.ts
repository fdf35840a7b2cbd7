import { startDemo, type Demo } from '../support/demo.ts';
import { until } from '../support/until.ts';

let demo: Demo;

beforeAll(async () => {
	demo = await startDemo('npm start', { takenPort: 1880, timeoutMs: 90_000 });
});

// Undefined where it did not start.
afterAll(() => (demo as Demo | undefined)?.close());

test('npm start shows the editor and the hold board, on another port where the usual one is taken, and Ctrl-C ends all', async () => {
	expect(demo.output()).toMatch(/\d+ shipments \(suborders\) of \d+ orders are on hold/);
	const editor = /Editor\s+(http:\S+)/.exec(demo.output())?.[1] ?? '';
	const board = /Hold board\s+(http:\S+)/.exec(demo.output())?.[1] ?? '';
	expect(editor).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
	expect(editor).not.toContain(':1880');

	expect(await textAt(editor)).toContain('Node-RED');
	const flows = JSON.parse(await textAt(`${editor}flows`)) as { type: string }[];
	expect(flows.filter(({ type }) => type === 'tab').length).toBeGreaterThanOrEqual(6);
	await until('rows on the hold board', async () =>
		/\d+ shipments of \d+ orders/.test(await textAt(board)) ? true : undefined,
	);

	await fetch(`${editor}inject/demo-watch-place`, { method: 'POST' });
	// More than a minute where it has to wait for the rate limit.
	await until(
		'the hold that was placed',
		async () => ((await textAt(board)).includes('Placed on hold today: 1') ? true : undefined),
		{ timeoutMs: 90_000 },
	);

	// None of the document's orders of 2020.
	expect(await textAt(board)).not.toMatch(/20-12345|20-RD1/);

	await demo.pressCtrlC();
	expect(await demo.leftovers()).toEqual([]);
});

async function textAt(address: string): Promise<string> {
	const answer = await fetch(address);
	expect(answer.status).toBe(200);
	return answer.text();
}
