import { setStage, type Stage } from './support/stage.ts';
import { accountDialogTests } from './suites/account-dialog.ts';
import { appearanceTests } from './suites/appearance.ts';
import { exampleTests } from './suites/examples.ts';
import { holdBoardTests } from './suites/hold-board.ts';
import { runTests } from './suites/run.ts';
import { searchDialogTests } from './suites/search-dialog.ts';
import { twoProcessesTests } from './suites/two-processes.ts';
import { watchAppearanceTests } from './suites/watch-appearance.ts';
import { watchDialogTests } from './suites/watch-dialog.ts';
import { webhookCheckTests } from './suites/webhook-check.ts';

let stage: Stage;

beforeAll(async () => {
	stage = await setStage();
});

// Undefined where it could not be set.
afterAll(() => (stage as Stage | undefined)?.close());

describe('Search dialog', () => searchDialogTests(() => stage));
describe('Watch dialog', () => watchDialogTests(() => stage));
describe('Account dialog', () => accountDialogTests(() => stage));
describe('Webhook check', () => webhookCheckTests(() => stage));
describe('Run', () => runTests(() => stage));
describe('Two processes on one App ID', () => twoProcessesTests());
describe('Appearance', () => appearanceTests(() => stage));
describe('Appearance of the watch', () => watchAppearanceTests(() => stage));
describe('Examples', () => exampleTests(() => stage));
describe('Hold board', () => holdBoardTests(() => stage));
