import { until } from '../../../support/until.ts';
import {
	startChatWebhooks,
	type ChatMessage,
	type ChatWebhooks,
} from '../../counterparts/chat-webhooks.ts';
import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { daysAgo, invoiced, order } from '../../support/orders.ts';
import {
	changeOrder,
	everyThreeSeconds,
	triggerName,
	untilPolled,
} from '../../support/watching.ts';
import { credentialType } from '../../support/workflow.ts';

/** A customer's order number that would be a link in Teams, and call everybody in Slack. */
const hostile = '[PO](http://a.example) <!channel> & *Co*';

export function teamsOrSlackExampleTests(n8n: () => N8n): void {
	let chat: ChatWebhooks;

	beforeEach(async () => {
		chat = await startChatWebhooks();
	});

	afterEach(() => chat.close());

	test('Teams gets a message on the hold and one on the release, Slack none', async () => {
		await holdAndRelease([], () => chat.inTeams);

		expectMessages(chat.inTeams);
		expect(chat.inSlack).toEqual([]);
	});

	test('With the other node activated, Slack gets them', async () => {
		await holdAndRelease(['Post to Slack'], () => chat.inSlack);

		expectMessages(chat.inSlack);
		expect(chat.inTeams).toEqual([]);
	});

	async function holdAndRelease(
		activated: readonly string[],
		received: () => readonly ChatMessage[],
	): Promise<void> {
		const { api } = n8n();
		const { simulator, credential } = await startIngram(n8n(), {
			documentedOrders: false,
			orders: [order('20-AAAA2', hostile, daysAgo(1), invoiced)],
		});
		const example = readExample('12-teams-or-slack.json', {
			credentials: { [credentialType]: credential },
			parameters: {
				[triggerName]: everyThreeSeconds,
				'Post to Teams': { url: chat.teamsUrl },
				'Post to Slack': { url: chat.slackUrl },
			},
		});
		const nodes = example.nodes.map((node) =>
			activated.length > 0 && node.name.startsWith('Post to')
				? { ...node, disabled: !activated.includes(node.name) }
				: node,
		);
		const workflow = await api.importWorkflow({ ...example, nodes });
		const untilReceived = (count: number) =>
			until(`${count} messages`, () => (received().length >= count ? true : undefined));
		await api.activate(workflow);
		await untilPolled(simulator);
		await changeOrder(simulator, {
			orderNumber: '20-AAAA2',
			statusCode: 'C',
			holdReasonCode: 'CH',
		});
		await untilReceived(1);
		await changeOrder(simulator, { orderNumber: '20-AAAA2', statusCode: 'I', holdReasonCode: '' });
		await untilReceived(2);
		await untilPolled(simulator, 2);
		await api.deactivate(workflow);
	}

	function expectMessages(messages: readonly ChatMessage[]): void {
		const ordered = expect.stringMatching(/^Ordered: \d+ \w+ \d{4}, 1 day ago$/) as string;
		const facts = ['Order: 20-AAAA2', `Your order: ${hostile}`, 'Shipment: 20-AAAA2-11', ordered];
		expect(messages).toEqual([
			{
				title: 'On hold at Ingram Micro: order 20-AAAA2',
				lines: [
					...facts,
					'Reason: Credit check hold',
					expect.stringMatching(/^General advice, not from Ingram Micro: Ingram Micro Credit /),
				],
			},
			{
				title: 'Released at Ingram Micro: order 20-AAAA2',
				lines: [...facts, expect.stringMatching(/^Hours on hold: \d/), 'Status now: Billed'],
			},
		]);
	}
}
