import { isObject, list, text, type JsonObject } from '../json.ts';
import type { OrderLink } from '../orders/order.ts';

/** The links of an order or suborder: one object or an array of them, and sometimes missing. */
export function readLinks(owner: JsonObject): OrderLink[] {
	return list(owner, 'links')
		.filter(isObject)
		.map((link) => ({
			topic: text(link, 'topic'),
			href: text(link, 'href'),
			type: text(link, 'type'),
		}));
}
