import { startJsonServer, type JsonAnswer } from './json-server.ts';

/** A message in a channel: its title and its lines of text, none of which is read as markup. */
export interface ChatMessage {
	readonly title: string;
	readonly lines: readonly string[];
}

/** Webhooks of a channel in Teams and of one in Slack. Messages of any other shape are refused. */
export interface ChatWebhooks {
	readonly teamsUrl: string;
	readonly slackUrl: string;
	readonly inTeams: readonly ChatMessage[];
	readonly inSlack: readonly ChatMessage[];
	readonly close: () => Promise<void>;
}

interface Card {
	readonly type: 'message';
	readonly attachments: readonly {
		readonly contentType: 'application/vnd.microsoft.card.adaptive';
		readonly content: {
			readonly type: 'AdaptiveCard';
			readonly body: readonly (
				| { readonly type: 'TextBlock'; readonly text: string }
				| {
						readonly type: 'RichTextBlock';
						readonly inlines: readonly { readonly type: 'TextRun'; readonly text: string }[];
				  }
			)[];
		};
	}[];
}

interface PlainText {
	readonly type: 'plain_text';
	readonly text: string;
}

interface Blocks {
	readonly text: string;
	readonly blocks: readonly (
		| { readonly type: 'header'; readonly text: PlainText }
		| { readonly type: 'section'; readonly fields: readonly PlainText[] }
	)[];
}

export async function startChatWebhooks(): Promise<ChatWebhooks> {
	const inTeams: ChatMessage[] = [];
	const inSlack: ChatMessage[] = [];
	const server = await startJsonServer(({ method, url, body }): JsonAnswer => {
		if (method !== 'POST') return { status: 405 };
		if (url.pathname === '/teams') {
			inTeams.push(readCard(body as Card));
			return { status: 202 };
		}
		inSlack.push(readBlocks(body as Blocks));
		return { body: 'ok' };
	});
	return {
		teamsUrl: `${server.origin}/teams`,
		slackUrl: `${server.origin}/slack`,
		...{ inTeams, inSlack },
		close: server.close,
	};
}

function readCard({ type, attachments: [attachment, ...others] }: Card): ChatMessage {
	check(type, 'message');
	check(attachment?.contentType, 'application/vnd.microsoft.card.adaptive');
	check(attachment?.content.type, 'AdaptiveCard');
	check(others.length, 0);
	const [title, ...lines] = attachment?.content.body ?? [];
	// Only the title may be in a block that reads markup.
	check(title?.type, 'TextBlock');
	return {
		title: title?.type === 'TextBlock' ? title.text : '',
		lines: lines.map((block) => {
			if (block.type !== 'RichTextBlock') throw new Error(`${block.type} reads markup`);
			return block.inlines
				.map((inline) => {
					check(inline.type, 'TextRun');
					return inline.text;
				})
				.join('');
		}),
	};
}

function readBlocks({ text, blocks: [header, section, ...others] }: Blocks): ChatMessage {
	check(others.length, 0);
	// Slack reads this one's markup, for notifications.
	if (/[<>&]/.test(text)) throw new Error('The text holds markup');
	if (header?.type !== 'header' || section?.type !== 'section') throw new Error('invalid_blocks');
	if (section.fields.length > 10) throw new Error('invalid_blocks: at most 10 fields');
	return {
		title: readPlain(header.text, 150),
		lines: section.fields.map((field) => readPlain(field, 2000).replace('\n', ': ')),
	};
}

function readPlain({ type, text }: PlainText, maxLength: number): string {
	check(type, 'plain_text');
	if (text === '' || text.length > maxLength) throw new Error('invalid_blocks: the text’s length');
	return text;
}

function check(value: unknown, expected: unknown): void {
	if (value !== expected) throw new Error(`${String(value)} is not ${String(expected)}`);
}
