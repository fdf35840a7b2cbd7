import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { nodeFields } from '../src/fields/node-fields.ts';
import { watchFieldNames } from '../src/fields/watch-fields.ts';

/** The rules of the flow library's scorecard that need no network, on what is published. */

interface Manifest {
	name: string;
	license: string;
	keywords: string[];
	engines: { node: string };
	dependencies: Record<string, string>;
	'node-red': { version: string; nodes: Record<string, string> };
}

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'packed-'));
let manifest: Manifest;

beforeAll(() => {
	const bundler = path.join(root, 'scripts/node-red-package.cjs');
	const { status, stderr } = spawnSync(process.execPath, [bundler, folder], { encoding: 'utf8' });
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function filesOf(name: string): string[] {
	return readdirSync(path.join(folder, name), { recursive: true, encoding: 'utf8' });
}

function dialogOf(type: string): string {
	const file = manifest['node-red'].nodes[type] ?? '';
	return readFileSync(path.join(folder, file.replace(/\.js$/, '.html')), 'utf8');
}

test('package: scoped name, license, keyword, releases of Node-RED and Node.js', () => {
	expect(manifest.name).toMatch(/^@[a-z\d][\w.-]+\/[a-z\d][\w.-]*$/);
	expect(manifest.license).toBe('MIT');
	expect(manifest.keywords).toContain('node-red');
	expect(manifest['node-red'].version).toBe('>=4.0.0');
	expect(manifest.engines.node).toBe('>=20');
	for (const name of ['README.md', 'LICENSE']) {
		expect(existsSync(path.join(folder, name))).toBe(true);
	}
});

test('dependencies: at most six, none of the workspace', () => {
	expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(6);
	expect(Object.values(manifest.dependencies).join()).not.toContain('workspace:');
});

function scriptOf(type: string): string {
	const script = /<script type="text\/javascript">([\s\S]*?)<\/script>/.exec(dialogOf(type))?.[1];
	return script ?? '';
}

/** What a dialog's script registers, as far as it can be read without running it. */
function registeredIn(script: string): { type: string; properties: Map<string, ts.Expression> }[] {
	const found: ReturnType<typeof registeredIn> = [];
	const visit = (node: ts.Node) => {
		if (ts.isCallExpression(node) && node.expression.getText() === 'RED.nodes.registerType') {
			const [type, definition] = node.arguments;
			if (
				type &&
				definition &&
				ts.isStringLiteral(type) &&
				ts.isObjectLiteralExpression(definition)
			)
				found.push({ type: type.text, properties: propertiesOf(definition) });
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('dialog.js', script, ts.ScriptTarget.Latest, true));
	return found;
}

/** The properties of a literal by name; the flow library cannot read a literal with a spread. */
function propertiesOf(literal: ts.ObjectLiteralExpression): Map<string, ts.Expression> {
	expect(literal.properties.some((property) => ts.isSpreadAssignment(property))).toBe(false);
	return new Map(
		literal.properties
			.filter((property) => ts.isPropertyAssignment(property))
			.map(({ name, initializer }) => [name.getText(), initializer]),
	);
}

test('nodes: every declared file exists, and its dialog registers it where the checks look', () => {
	for (const [type, file] of Object.entries(manifest['node-red'].nodes)) {
		expect(existsSync(path.join(folder, file))).toBe(true);
		const [registered, ...others] = registeredIn(scriptOf(type));
		expect([registered?.type, others]).toEqual([type, []]);
		expect(registered?.properties.get('category')?.getText()).toMatch(/^"[\w ]+"$/);
	}
});

test('nodes: every property that is stored can be read from the dialog', () => {
	const namesOf = (type: string) => {
		const [registered] = registeredIn(scriptOf(type));
		const defaults = registered?.properties.get('defaults');
		if (!defaults || !ts.isObjectLiteralExpression(defaults)) throw new Error('no defaults');
		return [...propertiesOf(defaults).keys()];
	};
	const search = namesOf('ingram-order-search');
	expect(search).toEqual(expect.arrayContaining(nodeFields.map(({ name }) => name)));
	expect(search).toEqual(expect.arrayContaining(['name', 'account', 'operation', 'limitType']));
	expect(namesOf('ingram-order-watch')).toEqual(['name', 'account', ...watchFieldNames]);
});

test.each(['ingram-order-search', 'ingram-order-watch', 'ingram-webhook-check'])(
	'icons: %s has one of its own, white on transparent, two by three',
	(type) => {
		const icon = /icon: "([\w-]+\.svg)"/.exec(dialogOf(type))?.[1] ?? '';
		expect(icon).toBe(`${type}.svg`);
		const svg = readFileSync(path.join(folder, 'dist', type, 'icons', icon), 'utf8');
		expect(svg).toContain('width="40" height="60"');
		expect(new Set(svg.match(/#\w{3,6}/g))).toEqual(new Set(['#fff']));
	},
);

test('themes: no dialog has a color of its own', () => {
	for (const type of Object.keys(manifest['node-red'].nodes)) {
		const styles = dialogOf(type).matchAll(/<style>([\s\S]*?)<\/style>/g);
		const style = [...styles].map(([, text]) => text).join('\n');
		expect(style.match(/#[\da-f]{3,8}\b|rgba?\(|hsla?\(/gi)).toBeNull();
		expect(style).toContain('var(--red-ui-');
	}
});

test('examples: every node is used in one', () => {
	const used = filesOf('examples').flatMap((name) => {
		const text = readFileSync(path.join(folder, 'examples', name), 'utf8');
		return (JSON.parse(text) as { type: string }[]).map(({ type }) => type);
	});
	expect(used).toEqual(expect.arrayContaining(Object.keys(manifest['node-red'].nodes)));
});

test('help and texts lie beside each node, in every language', () => {
	for (const [type, file] of Object.entries(manifest['node-red'].nodes)) {
		const names = filesOf(path.join(path.dirname(file), 'locales'));
		for (const language of ['en-US', 'de', 'fr', 'es-ES', 'it', 'nl']) {
			expect(names).toContain(path.join(language, `${type}.html`));
			expect(names).toContain(path.join(language, `${type}.json`));
		}
	}
});

test('code: what the nodes share is in one bundle, without dependencies of the workspace', () => {
	const code = readFileSync(path.join(folder, 'dist/ingram-micro.js'), 'utf8');
	const required = [...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);
	expect(required.filter((name) => !name?.startsWith('node:'))).toEqual(
		required.filter((name) => name === 'axios'),
	);
});
