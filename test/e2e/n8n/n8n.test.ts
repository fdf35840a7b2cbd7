import { explainFailureBy } from '../support/explain-failure.ts';
import { startN8n, type N8n } from './support/n8n-server.ts';
import { stopAllIngram } from './support/ingram.ts';
import { searchType, triggerType, webhookType } from './support/workflow.ts';
import { credentialTests } from './suites/credential.ts';
import { editorTests } from './suites/editor.ts';
import { aiToolExampleTests } from './suites/examples/ai-tool.ts';
import { crmExampleTests } from './suites/examples/crm.ts';
import { dailyDigestExampleTests } from './suites/examples/daily-digest.ts';
import { excel365ExampleTests } from './suites/examples/excel-365.ts';
import { googleSheetsExampleTests } from './suites/examples/google-sheets.ts';
import { holdLogExampleTests } from './suites/examples/hold-log.ts';
import { holdTicketsExampleTests } from './suites/examples/hold-tickets.ts';
import { hubSpotExampleTests } from './suites/examples/hubspot.ts';
import { lookUpsExampleTests } from './suites/examples/look-ups.ts';
import { mailExampleTests } from './suites/examples/mail.ts';
import { examplePictureTests } from './suites/examples/pictures.ts';
import { spreadsheetExampleTests } from './suites/examples/spreadsheet.ts';
import { teamsOrSlackExampleTests } from './suites/examples/teams-or-slack.ts';
import { interruptionTests } from './suites/interruptions.ts';
import { rateLimitTests } from './suites/rate-limit.ts';
import { removeDuplicatesTests } from './suites/remove-duplicates.ts';
import { secretTests } from './suites/secrets.ts';
import { tenSecondsTests } from './suites/ten-seconds.ts';
import { triggerEditorTests } from './suites/trigger-editor.ts';
import { webhookTests } from './suites/webhook.ts';

let n8n: N8n;

beforeAll(async () => {
	n8n = await startN8n();
	explainFailureBy(() => `The end of n8n's log:\n${n8n.logTail()}`);
	process.stderr.write(`n8n ${n8n.version}\n`);
});

afterEach(stopAllIngram);

// Undefined where it did not start.
afterAll(() => (n8n as N8n | undefined)?.stop());

test('n8n has loaded the installed package', async () => {
	expect(await n8n.api.nodeTypes()).toEqual(
		expect.arrayContaining([searchType, triggerType, webhookType]),
	);
});

describe('Credential', () => credentialTests(() => n8n));
describe('Webhook', () => webhookTests(() => n8n));
describe('Interruptions', () => interruptionTests(() => n8n));
describe('Rate limit', () => rateLimitTests(() => n8n));
describe('Examples', () => {
	describe('1: mail on hold', () => mailExampleTests(() => n8n));
	describe('2: spreadsheet', () => spreadsheetExampleTests(() => n8n));
	describe('3: CRM', () => crmExampleTests(() => n8n));
	describe('4: look-ups', () => lookUpsExampleTests(() => n8n));
	describe('5: AI agent tool', () => aiToolExampleTests(() => n8n));
	describe('6: daily digest', () => dailyDigestExampleTests(() => n8n));
	describe('7: hold log', () => holdLogExampleTests(() => n8n));
	describe('8: hold tickets', () => holdTicketsExampleTests(() => n8n));
	describe('9: Google Sheets', () => googleSheetsExampleTests(() => n8n));
	describe('10: Excel 365', () => excel365ExampleTests(() => n8n));
	describe('11: HubSpot', () => hubSpotExampleTests(() => n8n));
	describe('12: Teams or Slack', () => teamsOrSlackExampleTests(() => n8n));
	describe('Pictures', () => examplePictureTests(() => n8n));
});
describe('Remove Duplicates', () => removeDuplicatesTests(() => n8n));
describe('Editor', () => editorTests(() => n8n));
describe('Trigger in the editor', () => triggerEditorTests(() => n8n));
describe('Ten seconds', () => tenSecondsTests(() => n8n));
describe('Secrets', () => secretTests(() => n8n));
