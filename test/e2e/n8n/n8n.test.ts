import { startN8n, type N8n } from './support/n8n-server.ts';
import { stopAllIngram } from './support/ingram.ts';
import { searchType } from './support/workflow.ts';
import { credentialTests } from './suites/credential.ts';
import { editorTests } from './suites/editor.ts';
import { interruptionTests } from './suites/interruptions.ts';
import { rateLimitTests } from './suites/rate-limit.ts';
import { secretTests } from './suites/secrets.ts';

let n8n: N8n;

beforeAll(async () => {
	n8n = await startN8n();
	process.stderr.write(`n8n ${n8n.version}\n`);
});

afterEach(stopAllIngram);

// Undefined where it did not start.
afterAll(() => (n8n as N8n | undefined)?.stop());

test('n8n has loaded the installed package', async () => {
	expect(await n8n.api.nodeTypes()).toContain(searchType);
});

describe('Credential', () => credentialTests(() => n8n));
describe('Interruptions', () => interruptionTests(() => n8n));
describe('Rate limit', () => rateLimitTests(() => n8n));
describe('Editor', () => editorTests(() => n8n));
describe('Secrets', () => secretTests(() => n8n));
