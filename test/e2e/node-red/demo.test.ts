import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '../support/until.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const ctrlC = '\u0003';
const temporary = mkdtempSync(path.join(tmpdir(), 'demo-'));

afterAll(() => {
	rmSync(temporary, { recursive: true, force: true });
});

test('npm start shows the editor and the hold board, on another port where the usual one is taken, and Ctrl-C ends all', async () => {
	const taken = createServer().on('error', () => undefined);
	taken.listen(1880, '127.0.0.1');
	// A terminal, for Ctrl-C goes to all of its processes at once.
	const demo = spawn('script', ['-qefc', 'npm start', '/dev/null'], {
		cwd: root,
		env: { ...process.env, TMPDIR: temporary },
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(demo, 'exit');
	let output = '';
	demo.stdout.setEncoding('utf8').on('data', (text: string) => {
		output += text;
	});
	try {
		await until(`the addresses`, () => (output.includes('Ctrl-C') ? true : undefined), {
			timeoutMs: 90_000,
		});
		expect(output).toMatch(/\d+ shipments \(suborders\) of \d+ orders are on hold/);
		const origins = output.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
		const editor = /Editor\s+(http:\S+)/.exec(output)?.[1] ?? '';
		const board = /Hold board\s+(http:\S+)/.exec(output)?.[1] ?? '';
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

		demo.stdin.write(ctrlC);
		await ended;
		for (const origin of new Set(origins)) {
			await expect(fetch(origin)).rejects.toThrow();
		}
		expect(readdirSync(temporary).filter((name) => name.startsWith('node-red'))).toEqual([]);
	} finally {
		taken.close();
		demo.kill();
	}
});

async function textAt(address: string): Promise<string> {
	const answer = await fetch(address);
	expect(answer.status).toBe(200);
	return answer.text();
}
