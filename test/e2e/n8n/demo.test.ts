import { readdirSync } from 'node:fs';
import path from 'node:path';
import { startDemo, type Demo } from '../support/demo.ts';
import { N8nApi } from './support/n8n-api.ts';
import { credentialType } from './support/workflow.ts';

const examples = path.resolve(import.meta.dirname, '../../../examples/n8n');

let demo: Demo;

beforeAll(async () => {
	// n8n may have to be installed.
	demo = await startDemo('npm start -- --n8n', { takenPort: 5678, timeoutMs: 9 * 60_000 });
});

// Undefined where it did not start.
afterAll(() => (demo as Demo | undefined)?.close());

test('npm start -- --n8n shows n8n with examples that run, and Ctrl-C ends all', async () => {
	const editor = valueOf('Editor');
	expect(editor).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
	expect(editor).not.toContain(':5678');
	expect(
		demo
			.output()
			.split('\n')
			.filter((line) => line.length > 100),
	).toEqual([]);

	const api = new N8nApi(new URL(editor).origin);
	await api.signIn(valueOf('E-mail'), valueOf('Password'));
	const workflows = await api.workflows();
	expect(workflows).toHaveLength(readdirSync(examples).length);
	for (const { nodes } of workflows) {
		const credentials = nodes.flatMap((node) => node.credentials?.[credentialType] ?? []);
		expect(credentials).not.toEqual([]);
		for (const { id } of credentials) expect(id).toEqual(expect.any(String));
	}

	const lookUps = workflows.find(({ name }) => name.includes('look up'));
	const execution = await api.finished(await api.start(lookUps?.id ?? '', 'Start'));
	expect(execution.status).toBe('success');
	expect(execution.items('By order number')).toHaveLength(20);

	await demo.pressCtrlC();
	expect(await demo.leftovers()).toEqual([]);
});

function valueOf(name: string): string {
	return new RegExp(`^ *${name} +(\\S+)`, 'm').exec(demo.output())?.[1] ?? '';
}
