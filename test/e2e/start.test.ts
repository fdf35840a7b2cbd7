import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSimulator, type Order } from '@ingram-orders/simulator';
import { readTerminal } from './support/demo.ts';

const root = path.resolve(import.meta.dirname, '../..');
const clone = mkdtempSync(path.join(tmpdir(), 'fresh-clone-'));
const dayMs = 24 * 60 * 60 * 1000;

beforeAll(() => {
	// What git would hand to somebody else, with the changes not committed yet.
	const listed = spawnSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: root });
	const files = listed.stdout.toString().split('\0');
	for (const file of files.filter((name) => name !== '' && existsSync(path.join(root, name)))) {
		cpSync(path.join(root, file), path.join(clone, file));
	}
});

afterAll(() => {
	rmSync(clone, { recursive: true, force: true });
});

test('npm start on a fresh clone installs what it needs and shows the oldest holds and the reasons', async () => {
	const { code, stdout, stderr } = await npmStart(['--once']);

	expect({ code, stderr }).toMatchObject({ code: 0 });
	expect(stderr).toMatch(/^Installing dependencies .* done in \d+ s\n$/);
	expectReport(stdout);
});

test('npm start the second time installs nothing and has nothing to warn of', async () => {
	const { code, stdout, stderr } = await npmStart(['--once']);

	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	expectReport(stdout);
	expect(stdout).not.toMatch(/warn/i);
});

test('an option that does not exist is one line, and a failure', async () => {
	const { code, stdout, stderr } = await npmStart(['--once', '--nodered']);

	expect(stderr).toBe('npm start has no option --nodered; see npm start -- --help\n');
	expect(code).toBe(2);
	expect(stdout).not.toContain('Searching');
});

test('--help names every option and variable, and starts nothing', async () => {
	const { code, stdout } = await npmStart(['--once', '--help']);

	expect(code).toBe(0);
	for (const name of ['--n8n', '--once', 'INGRAM_BASE_URL', 'INGRAM_CLIENT_SECRET']) {
		expect(stdout).toContain(name);
	}
	expect(stdout).not.toContain('Searching');
	expect(linesBeyond(stdout, 100)).toEqual([]);
});

describe('with a server named by the environment', () => {
	test('holds of the last 60 days are listed, however long their texts', async () => {
		const { code, stdout } = await searchAt([
			onHold('20-AAAA2', 'PO-1', 61),
			onHold('20-AAAA3', 'a purchase order number of many words '.repeat(4), 59),
			onHold('20-AAAA4', 'PO-3 \u001b[31mred\nnext line', 8),
		]);

		expect(code).toBe(0);
		expect(stdout).toContain('2 shipments (suborders) of 2 orders are on hold.');
		expect(stdout).toMatch(/^ {2}59 {2}20-AAAA3 .* Credit check hold +credit$/m);
		expect(stdout).toMatch(/^ {3}8 {2}20-AAAA4 .* PO-3 red next line +Credit check hold +credit$/m);
		expect(stdout).not.toContain('20-AAAA2');
		expect(linesBeyond(stdout, 100)).toEqual([]);
	});

	test('it is said when nothing is on hold', async () => {
		const { code, stdout } = await searchAt([]);

		expect(code).toBe(0);
		expect(stdout).toContain('Note: ');
		expect(linesBeyond(stdout, 100)).toEqual([]);
	});

	test('a failure says what happened and which variable to set, without a stack', async () => {
		const { code, stdout, stderr } = await npmStart([], {
			INGRAM_BASE_URL: 'https://gateway.example.com',
		});

		expect(code).toBe(1);
		expect(stdout).toContain('Customer Number must not be empty.');
		expect(stdout).toMatch(/^Set INGRAM_CLIENT_ID, .*INGRAM_CLIENT_SECRET\.$/m);
		expect(stdout + stderr).not.toMatch(/^ +at /m);
		expect(linesBeyond(stdout, 100)).toEqual([]);
	});
});

describe('in a terminal', () => {
	const colours = ['\u001b[31m', '\u001b[32m'];

	test('it has colours, and each step keeps one line', () => {
		const output = inTerminal({});

		for (const colour of colours) expect(output).toContain(colour);
		expectReport(readTerminal(output));
	});

	test('it has no colours where NO_COLOR is set', () => {
		const output = inTerminal({ NO_COLOR: '1' });

		for (const colour of colours) expect(output).not.toContain(colour);
	});

	function inTerminal(added: NodeJS.ProcessEnv): string {
		const { stdout, status } = spawnSync('script', ['-qefc', 'npm start -- --once', '/dev/null'], {
			cwd: clone,
			env: { ...environmentOfAUser(), TERM: 'xterm-256color', ...added },
			encoding: 'utf8',
		});
		expect(status).toBe(0);
		return stdout;
	}
});

/** One line for each step, the ten oldest of 60 days, the reasons and how many wait for each. */
function expectReport(output: string): void {
	expect(linesBeyond(output, 100)).toEqual([]);
	expect(output.match(/ … .*/g)).toEqual([
		expect.stringMatching(/^ … http:\/\/127\.0\.0\.1:\d+$/),
		expect.stringMatching(/^ … 400 orders looked through, \d+ requests, complete$/),
	]);
	const [oldest = '', byReason = ''] = output
		.split(/\n\n/)
		.filter((part) => /^Days|^Hold reason/.test(part));
	const days = oldest.match(/^ *\d+(?= )/gm)?.map(Number) ?? [];
	expect(days).toHaveLength(10);
	expect(days).toEqual(days.toSorted((a, b) => b - a));
	expect(days[0]).toBeGreaterThan(50);
	expect(days[0]).toBeLessThanOrEqual(60);

	const shipments = Number(
		/(\d+) shipments \(suborders\) of \d+ orders are on hold/.exec(output)?.[1],
	);
	const counts = [...byReason.matchAll(/^\S.* (\d+) +\d+ %$/gm)].map(([, count]) => Number(count));
	expect(counts).toHaveLength(11);
	expect(counts.reduce((sum, count) => sum + count, 0)).toBe(shipments);
}

function linesBeyond(output: string, columns: number): string[] {
	return output.split('\n').filter((line) => line.length > columns);
}

async function searchAt(orders: readonly Order[]) {
	const simulator = await startSimulator({ orders });
	try {
		return await npmStart(['--once'], {
			INGRAM_BASE_URL: simulator.origin,
			INGRAM_CLIENT_ID: 'demo-app',
			INGRAM_CLIENT_SECRET: 'demo-secret',
			INGRAM_CUSTOMER_NUMBER: '20-123456',
			INGRAM_COUNTRY_CODE: 'UK',
		});
	} finally {
		await simulator.close();
	}
}

function onHold(orderNumber: string, customerOrderNumber: string, ageDays: number): Order {
	return {
		orderNumber,
		customerOrderNumber,
		entryTimestamp: new Date(Date.now() - ageDays * dayMs - 1000).toISOString(),
		subOrders: [
			{
				subOrderNumber: `${orderNumber}-11`,
				statusCode: 'C',
				status: 'CREDIT HOLD',
				holdReasonCode: 'CH',
				holdReason: 'HARD-9 CUST NOT FLOOR ORD',
			},
		],
	};
}

async function npmStart(args: readonly string[], added: NodeJS.ProcessEnv = {}) {
	const child = spawn('npm', ['start', '--', ...args], {
		cwd: clone,
		env: { ...environmentOfAUser(), ...added },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [stdout, stderr] = ['', ''];
	child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
	child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
	const [code] = (await once(child, 'close')) as [number | null];
	return { code, stdout, stderr };
}

/** The environment without what the npm of this run has put into it, its own Node.js above all. */
function environmentOfAUser(): NodeJS.ProcessEnv {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !/^(npm_|INGRAM_|NODE_PATH|NODE_ENV|NO_COLOR|FORCE_COLOR|CI$)/.test(name),
		),
	);
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	return {
		...env,
		PATH: folders.filter((folder) => !folder.includes('node_modules')).join(path.delimiter),
	};
}
