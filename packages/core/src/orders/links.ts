import type { OrderLink } from './order.ts';

/** What a link leads to; the API writes it in the plural. */
export type LinkTopic = 'order' | 'invoice';

/** The addresses of the links of a topic, as the API sent them. */
export function linksTo(topic: LinkTopic, links: readonly OrderLink[]): string[] {
	return links
		.filter((link) => link.href !== '' && link.topic.toLowerCase().startsWith(topic))
		.map(({ href }) => href);
}
