import type { IngramError } from '../errors/ingram-error.ts';
import { choosesSubOrders } from '../orders/filter.ts';
import type { Order } from '../orders/order.ts';
import type { Codes } from '../orders/rows.ts';
import type { Listed } from '../reading/read-listing.ts';
import { describeNoMatch, type EmptySearch } from './no-match.ts';
import { leadingField } from '../input/numbers.ts';
import type { SearchPlan } from './plan.ts';
import type { Warning } from '../errors/warning.ts';

/** How many codes a warning names; a server may send any number. */
const maxNamed = 20;

/** How many numbers without an order a warning names. */
const maxNumbersNamed = 10;

/** What the user should know of a search that succeeded. */
export class Warnings {
	readonly #codes: Codes;
	/** Text of the server as it may be shown. */
	readonly #quote: (text: string) => string;
	readonly #statusCodes = new Set<string>();
	readonly #holdReasonCodes = new Set<string>();
	readonly #other: Warning[];
	#failedLinks = 0;
	#firstFailedLink = '';

	/** @param known what there is to say before anything was read */
	constructor(codes: Codes, quote: (text: string) => string, known: readonly Warning[]) {
		this.#codes = codes;
		this.#quote = quote;
		this.#other = [...known];
	}

	get list(): Warning[] {
		return [
			...this.#other,
			...this.#unknownCodes('order status', this.#statusCodes),
			...this.#unknownCodes('hold reason', this.#holdReasonCodes),
			...this.#linksFailed(),
		];
	}

	noteCodes(orders: readonly Order[]): void {
		const { orderStatus, holdReason } = this.#codes;
		for (const { subOrders } of orders) {
			for (const { statusCode, holdReasonCode } of subOrders) {
				if (this.#statusCodes.size < maxNamed && !orderStatus.has(statusCode)) {
					this.#statusCodes.add(statusCode);
				}
				if (this.#holdReasonCodes.size < maxNamed && !holdReason.has(holdReasonCode)) {
					this.#holdReasonCodes.add(holdReasonCode);
				}
			}
		}
	}

	linkFailed(link: string, error: IngramError): void {
		this.#failedLinks++;
		const words = error.apiMessage ? ` Ingram Micro says: "${error.apiMessage}"` : '';
		this.#firstFailedLink ||= `${this.#quote(link)}: ${error.message}${words}`;
	}

	/** Some of several numbers have no order. */
	notFound(numbers: readonly string[], lookedFor: number): void {
		if (numbers.length === 0) return;
		const named = numbers.slice(0, maxNumbersNamed).map((number) => this.#quote(number));
		const more = numbers.length - named.length;
		const others = more === 0 ? '' : ` and ${inDigits(more)} more`;
		this.#other.push({
			code: 'NOT_FOUND',
			message: `${inDigits(numbers.length)} of ${inDigits(lookedFor)} numbers have no order: ${named.join(', ')}${others}.`,
		});
	}

	/** There is, or may be, more than was given. */
	limitReached(
		{ limit, criteria, numbers }: SearchPlan,
		ordersFound: number,
		/** How many of several numbers were looked for. */
		lookedFor: number | undefined,
	): void {
		if (lookedFor !== undefined) {
			const all = numbers[leadingField(numbers)].length;
			this.#other.push({
				code: 'LIMIT_REACHED',
				message: `Stopped at the limit of ${String(limit)}, with ${inDigits(lookedFor)} of ${inDigits(all)} numbers looked up.`,
			});
			return;
		}
		const found = `${inDigits(ordersFound)} ${ordersFound === 1 ? 'order' : 'orders'}`;
		const filters = choosesSubOrders(criteria) ? ', before the filters on status and hold' : '';
		this.#other.push({
			code: 'LIMIT_REACHED',
			message: `Stopped at the limit of ${String(limit)}; Ingram Micro found ${found}${filters}.`,
		});
	}

	/** Nothing was found, and nothing is missing. */
	noMatch(search: Omit<EmptySearch, 'codes' | 'quote'>): void {
		const message = describeNoMatch({ ...search, codes: this.#codes, quote: this.#quote });
		this.#other.push({ code: 'NO_MATCH', message });
	}

	incomplete({ found, read, changed }: Listed): void {
		const numbers = `Ingram Micro says there are ${inDigits(found)} orders, and ${inDigits(read)} could be read`;
		this.#other.push({
			code: 'INCOMPLETE',
			message: changed
				? `The result may be incomplete: the list changed each time it was read. ${numbers}.`
				: `The result is incomplete: ${numbers}, also when they were read again with other pages.`,
		});
	}

	#unknownCodes(kind: string, codes: ReadonlySet<string>): Warning[] {
		if (codes.size === 0) return [];
		const named = [...codes].map((code) => this.#quote(code)).join(', ');
		return [
			{
				code: 'UNKNOWN_CODE',
				message: `Ingram Micro sent ${kind} codes that its table does not list: ${named}.`,
			},
		];
	}

	#linksFailed(): Warning[] {
		if (this.#failedLinks === 0) return [];
		const message =
			this.#failedLinks === 1
				? `1 linked document could not be fetched: ${this.#firstFailedLink}`
				: `${inDigits(this.#failedLinks)} linked documents could not be fetched. The first was ${this.#firstFailedLink}`;
		return [{ code: 'LINK_FAILED', message }];
	}
}

function inDigits(count: number): string {
	return count.toLocaleString('en-US');
}
