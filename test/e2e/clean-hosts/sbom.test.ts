import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Here, for it asks npm what would be installed.

const root = path.resolve(import.meta.dirname, '../../..');
const checkout = mkdtempSync(path.join(tmpdir(), 'sbom-'));

interface Bill {
	bomFormat: string;
	metadata: { component: { name: string; version: string; licenses: unknown } };
	components: { name: string; licenses?: unknown }[];
}

beforeAll(() => {
	cpSync(path.join(root, 'scripts/release'), path.join(checkout, 'scripts/release'), {
		recursive: true,
	});
	for (const [script, folder] of [
		['n8n-package', 'release/n8n'],
		['node-red-package', 'release/node-red'],
	] as const) {
		const args = [path.join(root, `scripts/${script}.cjs`), path.join(checkout, folder)];
		execFileSync(process.execPath, args);
	}
	execFileSync(process.execPath, [path.join(checkout, 'scripts/release/sbom.mjs')]);
});

afterAll(() => {
	rmSync(checkout, { recursive: true });
});

function billOf(staged: string): Bill {
	const manifest = readFileSync(path.join(checkout, 'release', staged, 'package.json'), 'utf8');
	const { name, version } = JSON.parse(manifest) as { name: string; version: string };
	const file = `${name.replace('@', '').replace('/', '-')}-${version}.cdx.json`;
	const bill = JSON.parse(readFileSync(path.join(checkout, 'release', file), 'utf8')) as Bill;
	expect(bill).toMatchObject({
		bomFormat: 'CycloneDX',
		metadata: { component: { name, version, licenses: [{ license: { id: 'MIT' } }] } },
	});
	return bill;
}

test('the n8n package brings nothing along', () => {
	expect(billOf('n8n').components).toEqual([]);
});

test('the Node-RED package brings axios along, and what axios needs', () => {
	const names = billOf('node-red').components.map(({ name }) => name);

	expect(names).toEqual(expect.arrayContaining(['axios', 'follow-redirects', 'form-data']));
	expect(names).not.toContain('node-red');
});
