import { normalizeCode } from './code-table.ts';

/** Who or what a hold waits for, in one word. */
export type HoldCategory =
	'credit' | 'pricing' | 'export' | 'data' | 'vendor' | 'customer' | 'logistics' | 'other';

/** What a reseller can do about a hold. */
export interface HoldAdvice {
	readonly category: HoldCategory;
	/** One sentence: who must act, and what to do. Not Ingram Micro's words. */
	readonly advice: string;
}

const credit = advise(
	'credit',
	'Your accounts department should check open invoices and the credit limit, and agree the release with Ingram Micro Credit.',
);
const creditCheck = advise(
	'credit',
	'Ingram Micro Credit is checking this order: your accounts department should settle what is overdue and ask them for the release.',
);
const margin = advise(
	'pricing',
	'Ingram Micro must approve the margin: ask your sales contact for it, with the quote or the price that you were promised.',
);
const specialBid = advise(
	'pricing',
	'Send your Ingram Micro sales contact the bid number and the end customer, and ask them to confirm that the special bid is valid and covers this quantity.',
);
const specialPrice = advise(
	'pricing',
	'Ask your Ingram Micro sales contact which ACOP (special price) approval is missing, and send them the quote or bid number.',
);
const exportCheck = advise(
	'export',
	'Ingram Micro must clear the export: send your sales contact the end customer, the destination and what the goods are used for.',
);
const sales = advise(
	'other',
	'Ingram Micro Sales stopped this order: ask your sales contact what is missing and when they will release it.',
);
const webOrder = advise(
	'other',
	'Ingram Micro must review this web order: ask your sales contact or e-commerce support to release it.',
);

/** By hold reason code. */
const byReason: ReadonlyMap<string, HoldAdvice> = new Map([
	[
		'AC',
		advise(
			'pricing',
			'Ingram Micro must confirm the adjusted cost: ask your sales contact for it, with the quote that you ordered from.',
		),
	],
	[
		'BA',
		advise(
			'data',
			'Correct the delivery address and send it to your Ingram Micro sales contact, with the order number.',
		),
	],
	['BL', specialBid],
	[
		'BO',
		advise(
			'other',
			'This order is to be billed without a delivery: tell your Ingram Micro sales contact whether that is what you want.',
		),
	],
	['C3', credit],
	['C4', credit],
	['C5', credit],
	['C8', credit],
	[
		'CC',
		advise(
			'credit',
			'Your accounts department should check the credit card (expiry, limit, authorization) and give Ingram Micro a valid one or another way to pay.',
		),
	],
	['CH', creditCheck],
	['CL', creditCheck],
	['EA', specialPrice],
	['EH', specialPrice],
	[
		'ER',
		advise(
			'other',
			'Ingram Micro reviews this order a last time: ask your sales contact if it is not released by the next working day.',
		),
	],
	[
		'ES',
		advise(
			'data',
			'The end customer is missing or was rejected: send your Ingram Micro sales contact a complete name, address and contact of the end customer.',
		),
	],
	[
		'EU',
		advise(
			'data',
			"Add the end customer's missing data (name, address, contact, e-mail) and send it to your Ingram Micro sales contact.",
		),
	],
	['EX', exportCheck],
	[
		'FL',
		advise(
			'credit',
			'Your accounts department should ask the flooring (inventory finance) company to approve this order, and tell Ingram Micro Credit.',
		),
	],
	['GM', margin],
	[
		'IC',
		advise(
			'customer',
			'Your account holds every order: whoever buys at your company must release this one, or ask Ingram Micro to change the setting.',
		),
	],
	[
		'IM',
		advise(
			'customer',
			'The hold was asked for by your company: whoever buys there must tell Ingram Micro to release or cancel the order.',
		),
	],
	[
		'IN',
		advise(
			'logistics',
			"The order's value does not meet the limit for direct delivery to your customer: ask your Ingram Micro sales contact to approve it, or change the order.",
		),
	],
	['LM', margin],
	['LT', margin],
	[
		'MN',
		advise(
			'pricing',
			'Compare the price of your order with the quote, and agree the right one with your Ingram Micro sales contact.',
		),
	],
	['PC', creditCheck],
	['PD', creditCheck],
	['R1', exportCheck],
	['RP', exportCheck],
	[
		'S2',
		advise(
			'pricing',
			'A price changed and the minimum order fee is open: agree both with your Ingram Micro sales contact.',
		),
	],
	['SB', specialBid],
	[
		'SE',
		advise(
			'other',
			'Ask your Ingram Micro sales contact what this special product needs before it can be sold, such as an authorization.',
		),
	],
	[
		'SF',
		advise(
			'logistics',
			'Agree the carrier and the freight charge with your Ingram Micro sales contact.',
		),
	],
	['SH', sales],
	[
		'SM',
		advise(
			'pricing',
			'Ask your Ingram Micro sales contact to waive the minimum order fee, or accept it.',
		),
	],
	[
		'SP',
		advise(
			'pricing',
			'The price changed: accept the new one, or agree another with your Ingram Micro sales contact.',
		),
	],
	[
		'TV',
		advise(
			'vendor',
			'The vendor has not answered yet: ask your Ingram Micro sales contact to follow it up if it takes longer than two working days.',
		),
	],
	[
		'VR',
		advise(
			'vendor',
			'Ask your Ingram Micro sales contact what the vendor requires (such as end customer, serial or contract number), and send it.',
		),
	],
	[
		'WT',
		advise(
			'logistics',
			'The weight needs another way of shipping: agree the carrier and the delivery with your Ingram Micro sales contact.',
		),
	],
	['ZS', webOrder],
]);

/** By order status, for what is on hold without a reason that says more. */
const byStatus: ReadonlyMap<string, HoldAdvice> = new Map([
	['C', credit],
	[
		'D',
		advise(
			'logistics',
			'The shipment is stopped: ask your Ingram Micro sales contact why, and confirm the delivery address and date.',
		),
	],
	['O', webOrder],
	['S', sales],
]);

const unknownHold = advise(
	'other',
	'Ask your Ingram Micro sales contact why this order is on hold and who must release it.',
);

/**
 * What can be done about the hold of a suborder that is on hold: by its reason, else by its status,
 * else in general.
 */
export function adviceOn(statusCode: string, holdReasonCode: string): HoldAdvice {
	return (
		byReason.get(normalizeCode(holdReasonCode)) ??
		byStatus.get(normalizeCode(statusCode)) ??
		unknownHold
	);
}

function advise(category: HoldCategory, advice: string): HoldAdvice {
	return { category, advice };
}
