import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultV6 } from '../src/api/v6/options.ts';
import { flags } from '../src/cli-flags.ts';
import { fetchToken, start } from './support.ts';

const root = path.join(__dirname, '../../..');
const env = {
	...process.env,
	PATH: `${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
};

interface Run {
	readonly code: number | null;
	readonly out: string;
	readonly err: string;
}

/** Runs the command; once it says where it serves, `whenServing` may use it before it is stopped. */
function run(
	args: readonly string[],
	whenServing?: (origin: string) => Promise<void>,
): Promise<Run> {
	return new Promise((resolve, reject) => {
		const child = spawn('ingram-simulator', args, { cwd: root, env });
		let out = '';
		let err = '';
		let served = false;
		child.stderr.on('data', (data: Buffer) => (err += data.toString()));
		child.stdout.on('data', (data: Buffer) => {
			out += data.toString();
			const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(out)?.[0];
			if (origin === undefined || !out.includes('Ctrl-C') || served) return;
			served = true;
			(whenServing?.(origin) ?? Promise.resolve()).then(() => child.kill('SIGTERM'), reject);
		});
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, out, err }));
	});
}

describe('ingram-simulator', () => {
	it('explains every flag with --help, and so does the README', async () => {
		const { code, out } = await run(['--help']);
		expect(code).toBe(0);
		const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
		for (const { name, help } of flags) {
			expect(out).toContain(`--${name}`);
			expect(out).toContain(help);
			expect(readme).toContain(`--${name}`);
		}
	});

	it('has every setting of version 6 in the README', () => {
		const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
		for (const name of Object.keys(defaultV6)) expect(readme).toContain(`| \`${name}\` `);
	});

	it('serves with the options of its flags until it is stopped', async () => {
		const args =
			'--port 0 --orders 5 --v6 counts=number --v6 defaultDays=0 --limit 7 --latency 0..1 --no-documented-orders'.split(
				' ',
			);
		const fault = ['--fault', '{"kind":"clock-skew","skewMs":5,"endpoint":"token"}'];
		const { code } = await run([...args, ...fault], async (origin) => {
			const token = await fetchToken(origin);
			const response = await fetch(
				`${origin}/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK`,
				{ headers: { authorization: `Bearer ${token}` } },
			);
			expect(response.headers.get('x-ratelimit-limit')).toBe('7');
			expect(await response.json()).toMatchObject({
				serviceresponse: { ordesearchresponse: { ordersfound: '5' } },
			});
			const v6 = await fetch(`${origin}/resellers/v6/orders/search`, {
				headers: {
					authorization: `Bearer ${token}`,
					'IM-CustomerNumber': '20-123456',
					'IM-CountryCode': 'UK',
					'IM-CorrelationID': 'test',
				},
			});
			expect(await v6.json()).toMatchObject({ recordsFound: 5 });
			const state = await fetch(`${origin}/_control/state`);
			expect(await state.json()).toMatchObject({ faults: [{ kind: 'clock-skew', struck: 1 }] });
		});
		expect(code).toBe(0);
	});

	it.each([
		[['--prot', '1'], "Unknown option '--prot'"],
		[['extra'], "Unexpected argument 'extra'"],
		[['--port', 'x'], '--port must be a number, not "x"'],
		[['--port', '70000'], 'port must be a whole number from 0 to 65535'],
		[['--orders', '-1'], "'--orders' argument is ambiguous"],
		[['--orders', '1.5'], 'orders must be a whole number'],
		[['--host', '0.0.0.0'], 'host must be 127.0.0.1 or localhost'],
		[['--reset-format', 'minutes'], 'rateLimit.resetFormat must be one of milliseconds, seconds'],
		[['--fault', '{'], '--fault is not JSON'],
		[['--fault', '{"kind":"boom"}'], 'fault.kind must be one of'],
		[['--applications', '/no/such/file'], '--applications: the file /no/such/file cannot be read'],
		[['--split-orders', '3'], '--split-orders must be two numbers such as 3,40, not "3"'],
		[['--split-orders', '0,4'], 'search.splitOrders must be { every, apart }'],
		[['--v6', 'counts'], '--v6 must be a name and a value such as counts=number'],
		[['--v6', 'counts=many'], 'v6.counts must be one of text, number'],
		[['--today', 'soon'], '--today must be a date or time'],
	])('refuses %j with exit code 2', async (args, message) => {
		const { code, out, err } = await run(args);
		expect(err).toContain(message);
		expect(err).toContain('ingram-simulator --help');
		expect(err).not.toContain('    at ');
		expect(out).toBe('');
		expect(code).toBe(2);
	});

	it('says so when the port is taken', async () => {
		const { port } = await start();
		const { code, err } = await run(['--port', String(port)]);
		expect(err).toContain(`port ${port} is taken by another program`);
		expect(code).toBe(2);
	});
});
