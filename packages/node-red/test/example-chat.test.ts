import { hostileText, setExampleStage, type ExampleStage } from './support/example-stage.ts';
import { startRecordingServer, type RecordingServer } from './support/recording-server.ts';
import { releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

/** What Slack's incoming webhooks take, as it is shown: entities are characters again. */
function readSlack(body: unknown): string {
	const { text } = body as { text: unknown };
	if (typeof text !== 'string' || text === '') throw new Error('no_text');
	if (/<(?!https?:|mailto:|[@#!])/.test(text)) throw new Error('markup in the text');
	return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

interface Card {
	type: string;
	version: string;
	body: { type: string; inlines: { type: string; text: string }[] }[];
}

/** What the webhooks of Teams take: the lines of one adaptive card. */
function readTeams(body: unknown): string[] {
	const { type, attachments } = body as {
		type: unknown;
		attachments: { contentType: string; content: Card }[];
	};
	if (type !== 'message' || attachments.length !== 1) throw new Error('not a message with a card');
	const [attachment] = attachments;
	const { contentType, content } = attachment ?? {};
	if (contentType !== 'application/vnd.microsoft.card.adaptive') throw new Error('not a card');
	if (content?.type !== 'AdaptiveCard' || content.version !== '1.4') throw new Error('not a card');
	return content.body.map((block) => {
		if (block.type !== 'RichTextBlock') throw new Error(`Unknown block ${block.type}`);
		return block.inlines
			.map(({ type: inline, text }) => {
				if (inline !== 'TextRun' || text === '') throw new Error('not a text');
				return text;
			})
			.join('');
	});
}

describe.each(releases)('the example of a message to Teams or Slack in %s', (release) => {
	let stage: ExampleStage;
	let slack: RecordingServer<string>;
	let teams: RecordingServer<string[]>;

	beforeAll(async () => {
		stage = await setExampleStage(release);
	});

	beforeEach(async () => {
		slack = await startRecordingServer(readSlack, { status: 200, text: 'ok' });
		teams = await startRecordingServer(readTeams, { status: 202, text: '' });
	});

	afterEach(() => {
		slack.close();
		teams.close();
	});

	afterAll(() => stage.close());

	/** Deploys it with these webhooks, and lets its watch see what is on hold. */
	async function start(webhooks: Record<string, string>): Promise<void> {
		const env = Object.entries(webhooks).map(([name, value]) => ({ name, value, type: 'str' }));
		await stage.deploy('message-to-teams-or-slack', {
			change: (node) => {
				if (node.type === 'tab' && node.id === 'example-chat') return { ...node, env };
				if (node.type === 'join') return { ...node, timeout: '1' };
				return node.type === 'delay'
					? { ...node, timeout: '100', timeoutUnits: 'milliseconds' }
					: node;
			},
		});
		await stage.look('example-chat-go');
	}

	test('both get what went on hold with reason and advice, and what was released', async () => {
		await start({ TEAMS_WEBHOOK: `${teams.origin}/hook`, SLACK_WEBHOOK: `${slack.origin}/hook` });
		const orderNumber = stage.hold();
		await stage.look('example-chat-go');
		const text = await until(() => slack.written()[0]?.body);
		const lines = await until(() => teams.written()[0]?.body);
		expect(lines[0]).toMatch(/^Ingram Micro: \d shipments? on hold$/);
		expect(text).toContain(`*${lines[0] ?? ''}*`);
		for (const message of [text, lines.join('\n')]) {
			expect(message).toContain(orderNumber);
			expect(message).toContain('on hold: Credit check hold');
			expect(message).toContain('your accounts department should settle what is overdue');
			expect(message).not.toContain('undefined');
		}
		stage.endHold(orderNumber);
		await stage.look('example-chat-go');
		expect(await until(() => slack.written()[1]?.body)).toContain('released after 0 hours: Billed');
		expect((await until(() => teams.written()[1]?.body))[0]).toMatch(/shipments? released$/);
		await stage.kept('example-chat-done', 4);
	});

	test('markup in an order is shown as text', async () => {
		await start({ TEAMS_WEBHOOK: `${teams.origin}/hook`, SLACK_WEBHOOK: `${slack.origin}/hook` });
		const { control } = stage.simulator;
		control.changeOrder({ orderNumber: '20-EVIL1', statusCode: 'I', holdReasonCode: '' });
		await stage.look('example-chat-go');
		expect(await until(() => slack.written()[0]?.body)).toContain(`(PO-${hostileText})`);
		expect((await until(() => teams.written()[0]?.body))[1]).toContain(`(PO-${hostileText})`);
		control.changeOrder({ orderNumber: '20-EVIL1', statusCode: 'C', holdReasonCode: 'BA' });
		await stage.look('example-chat-go');
		await stage.kept('example-chat-done', 4);
	});

	test('what fails is posted again, once, and after five times told in words', async () => {
		await start({ SLACK_WEBHOOK: `${slack.origin}/hook` });
		slack.failNext('status');
		slack.failNext('reset');
		const orderNumber = stage.hold();
		await stage.look('example-chat-go');
		await stage.kept('example-chat-done', 1);
		expect(slack.failed()).toBe(2);
		expect(slack.written()).toHaveLength(1);
		slack.failAll(true);
		stage.endHold(orderNumber);
		await stage.look('example-chat-go');
		const [failure] = await stage.kept('example-chat-failure', 1);
		expect(failure?.error?.message).toBe('Slack did not take the message in 5 tries: HTTP 503.');
		expect(slack.failed()).toBe(2 + 5);
		expect(teams.written()).toEqual([]);
	});

	test('without a webhook it only shows what it would post', async () => {
		await start({ TEAMS_WEBHOOK: '', SLACK_WEBHOOK: '' });
		stage.hold();
		await stage.look('example-chat-go');
		const [message] = await stage.kept('example-chat-unsent', 1);
		expect(message?.payload).toMatchObject({
			title: expect.stringMatching(/^Ingram Micro: \d shipments? on hold$/) as string,
		});
	});
});
