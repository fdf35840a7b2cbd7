import type { IngramError } from '../errors/ingram-error.ts';
import { quote } from '../errors/quote.ts';
import type { Order } from '../orders/order.ts';
import { isKnownHoldReason } from '../reference/hold-reasons.ts';
import { isKnownOrderStatus } from '../reference/order-status.ts';
import { choosesSubOrders } from './filter.ts';
import type { Findings, Shortfall } from './find-orders.ts';
import type { SearchPlan } from './plan.ts';
import type { Warning } from './summary.ts';

/** Codes named in a warning at most; a server may send any number. */
const mostNamed = 20;

/** What the user should know of a search that succeeded. */
export class Warnings {
	readonly #statusCodes = new Set<string>();
	readonly #holdReasonCodes = new Set<string>();
	readonly #other: Warning[] = [];
	#failedLinks = 0;
	#firstFailedLink = '';

	get list(): Warning[] {
		return [
			...this.#other,
			...unknownCodes('order status', this.#statusCodes),
			...unknownCodes('hold reason', this.#holdReasonCodes),
			...this.#linksFailed(),
		];
	}

	unknownCodes(orders: readonly Order[]): void {
		for (const { statusCode, holdReasonCode } of orders.flatMap((order) => order.subOrders)) {
			if (this.#statusCodes.size < mostNamed && !isKnownOrderStatus(statusCode)) {
				this.#statusCodes.add(statusCode);
			}
			if (this.#holdReasonCodes.size < mostNamed && !isKnownHoldReason(holdReasonCode)) {
				this.#holdReasonCodes.add(holdReasonCode);
			}
		}
	}

	linkFailed(link: string, error: IngramError): void {
		this.#failedLinks++;
		const words = error.apiMessage ? ` Ingram Micro says: "${error.apiMessage}"` : '';
		this.#firstFailedLink ||= `${quote(link, [])}: ${error.message}${words}`;
	}

	/** There is, or may be, more than was given. */
	limitReached({ limit, criteria }: SearchPlan, { ordersFound }: Findings): void {
		const found = ordersFound.toLocaleString('en-US');
		const kind = choosesSubOrders(criteria) ? `${found} before all filters` : found;
		this.#other.push({
			code: 'LIMIT_REACHED',
			message: `Stopped at the limit of ${String(limit)}; Ingram Micro found ${kind} orders.`,
		});
	}

	incomplete({ found, read, changed }: Shortfall): void {
		const numbers = `Ingram Micro says there are ${found.toLocaleString('en-US')} orders, and ${read.toLocaleString('en-US')} could be read`;
		this.#other.push({
			code: 'INCOMPLETE',
			message: changed
				? `The result may be incomplete: the list changed each time it was read. ${numbers}.`
				: `The result is incomplete: ${numbers}, also when they were read again with other pages.`,
		});
	}

	#linksFailed(): Warning[] {
		if (this.#failedLinks === 0) return [];
		const count =
			this.#failedLinks === 1
				? '1 linked document'
				: `${String(this.#failedLinks)} linked documents`;
		return [
			{
				code: 'LINK_FAILED',
				message: `${count} could not be had; the first: ${this.#firstFailedLink}`,
			},
		];
	}
}

function unknownCodes(kind: string, codes: ReadonlySet<string>): Warning[] {
	if (codes.size === 0) return [];
	return [
		{
			code: 'UNKNOWN_CODE',
			message: `Ingram Micro sent ${kind} codes that its table does not list: ${[...codes].map((code) => quote(code, [])).join(', ')}.`,
		},
	];
}
