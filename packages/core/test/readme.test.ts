import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { SubOrderRow } from '@ingram-orders/core';
import { startSimulator } from '@ingram-orders/simulator';

const root = path.resolve(import.meta.dirname, '../../..');
const readme = readFileSync(path.join(root, 'packages/core/README.md'), 'utf8');
const code = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';

/** As a project of its own that has what this one has installed. */
const folder = mkdtempSync(path.join(tmpdir(), 'core-readme-'));
const run = promisify(execFile);

beforeAll(() => {
	symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
	writeFileSync(path.join(folder, 'host.mts'), code);
	writeFileSync(
		path.join(folder, 'tsconfig.json'),
		JSON.stringify({ extends: path.join(root, 'tsconfig.json'), include: ['host.mts'] }),
	);
});

afterAll(() => {
	rmSync(folder, { recursive: true });
});

test('the host in the README is short', () => {
	const lines = code.split('\n').filter((line) => line.trim() !== '');
	expect(lines.length).toBeGreaterThan(20);
	expect(lines.length).toBeLessThanOrEqual(35);
});

test('the host in the README passes the type check', async () => {
	const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
	// What it says on stdout is in the error, where there is anything.
	await expect(run(process.execPath, [compiler, '--project', folder])).resolves.toMatchObject({
		stdout: '',
	});
}, 120_000);

test('the host in the README finds every suborder on hold', async () => {
	const simulator = await startSimulator({ orders: 250 });
	try {
		const { stdout, stderr } = await run(process.execPath, [path.join(folder, 'host.mts')], {
			env: {
				...process.env,
				BASE_URL: simulator.origin,
				APP_ID: 'demo-app',
				CLIENT_SECRET: 'demo-secret',
				CUSTOMER_NUMBER: '20-123456',
			},
		});
		const rows = stdout
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line) as SubOrderRow);
		expect(rows.length).toBeGreaterThan(10);
		expect(rows.every(({ onHold }) => onHold)).toBe(true);
		const numbers = simulator.orders.flatMap(({ subOrders }) =>
			subOrders
				.filter(({ statusCode }) => ['C', 'D', 'O', 'S'].includes(statusCode))
				.map(({ subOrderNumber }) => subOrderNumber),
		);
		expect(rows.map(({ subOrderNumber }) => subOrderNumber)).toEqual(
			expect.arrayContaining(numbers),
		);
		expect(stderr).toContain('complete: true');
		expect(simulator.violations).toEqual([]);
	} finally {
		await simulator.close();
	}
}, 120_000);
