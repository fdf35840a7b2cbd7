import type { SubOrder } from './order.ts';

type Codes = Pick<SubOrder, 'statusCode' | 'status' | 'holdReasonCode' | 'holdReason'>;
type CodeList = readonly [string, ...string[]];

/**
 * The texts that the simulator sends with a status code. As in the document's sample ("CREDIT
 * HOLD" for "Credit hold") they are not the wording of its table, because the API's are not.
 */
const statusTexts: Readonly<Record<string, string>> = {
	'': 'IN PROGRESS',
	C: 'CREDIT HOLD',
	D: 'HOLD SHIPMENT',
	E: 'BILLING ERROR',
	F: 'INVOICED',
	I: 'BILLED',
	O: 'IM ONLINE HOLD',
	R: 'RELEASED',
	S: 'SALES HOLD',
	V: 'VOIDED',
	W: 'ORDER NOT PRINTED',
};

/** Texts for every hold reason code of the document; CH as in its sample. */
const holdReasonTexts: Readonly<Record<string, string>> = {
	'': '',
	AC: 'ADJUSTED COST',
	BA: 'BAD ADDRESS',
	BL: 'SPECIAL BID',
	BO: 'BILL ONLY',
	C3: 'CREDIT HOLD 3',
	C4: 'CREDIT HOLD 4',
	C5: 'CREDIT HOLD 5',
	C8: 'CREDIT HOLD 8',
	CC: 'CREDIT CARD',
	CH: 'HARD-9 CUST NOT FLOOR ORD',
	CL: 'CREDIT CHECK LIMIT',
	EA: 'ACOP HOLD',
	EH: 'ACOP HOLD',
	ER: 'FINAL REVIEW',
	ES: 'END USER REJECTED/MISSING',
	EU: 'END USER DATA MISSING',
	EX: 'EXPORT HOLD',
	FL: 'FLOORING',
	GM: 'MARGIN',
	IC: 'ALL ORDERS ON HOLD',
	IM: 'CUSTOMER HOLD',
	IN: 'DROPSHIP VALUE',
	LM: 'LOW MARGIN',
	LT: 'LOW MARGIN TOTAL',
	MN: 'PRICING',
	PC: 'CREDIT CHECK',
	PD: 'CREDIT CHECK PAST DUE',
	R1: 'EXPORT REVIEW',
	RP: 'EXPORT REVIEW',
	S2: 'SM/SP HOLD',
	SB: 'SPECIAL BID',
	SE: 'SPECIAL PRODUCT',
	SF: 'FREIGHT',
	SH: 'SALES HOLD',
	SM: 'WAIVE MIN ORDER FEE',
	SP: 'PRICE CHANGE',
	TV: 'TRANSMIT TO VENDOR',
	VO: 'DELETED ORDER',
	VR: 'VENDOR INFO MISSING',
	WT: 'WEIGHT',
	ZS: 'IM-ONLINE OFFLINE',
};

/** Which hold reasons go with which held status; together all codes but VO. */
export const holdReasonsOf = {
	C: ['CH', 'C3', 'C4', 'C5', 'C8', 'CC', 'CL', 'PC', 'PD', 'FL'],
	D: ['BA', 'EX', 'R1', 'RP', 'SF', 'WT', 'TV', 'VR', 'IN', 'EA', 'EH', 'BO'],
	O: ['ZS', 'IM', 'IC', 'ES', 'EU'],
	S: ['SH', 'AC', 'BL', 'ER', 'GM', 'LM', 'LT', 'MN', 'S2', 'SB', 'SE', 'SM', 'SP'],
} as const satisfies Record<string, CodeList>;

/** Codes of other regions; the document does not list them. */
export const unknownStatusCodes: CodeList = ['P', '4', '1', 'T'];
export const unknownHoldReasonCodes: CodeList = ['ZZ', 'Q9', 'X1'];

/** A code pair with the texts the simulator sends for it. */
export function withTexts(statusCode: string, holdReasonCode: string): Codes {
	return {
		statusCode,
		status: ownText(statusTexts, statusCode) ?? `STATUS ${statusCode}`,
		holdReasonCode,
		holdReason: ownText(holdReasonTexts, holdReasonCode) ?? `HOLD ${holdReasonCode}`,
	};
}

/** An invoice exists for these statuses (F "Invoiced", I "Billed"). */
export function isInvoiced(subOrder: SubOrder): boolean {
	return subOrder.statusCode === 'F' || subOrder.statusCode === 'I';
}

function ownText(texts: Readonly<Record<string, string>>, code: string): string | undefined {
	return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
