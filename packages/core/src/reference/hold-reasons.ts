import { type CodeDescription, codeTable } from './code-table.ts';

/** Why a suborder is on hold: Order Lookup API v5, Hold Reason Codes. */
export const holdReasons: readonly CodeDescription[] = [
	{ code: '', description: 'No hold' },
	{ code: 'AC', description: 'Adjusted cost hold' },
	{ code: 'BA', description: 'Bad address hold' },
	{ code: 'BL', description: 'Special bid hold' },
	{ code: 'BO', description: 'Bill only hold' },
	{ code: 'C3', description: 'Credit hold' },
	{ code: 'C4', description: 'Credit hold' },
	{ code: 'C5', description: 'Credit hold' },
	{ code: 'C8', description: 'Credit hold' },
	{ code: 'CC', description: 'Credit card hold' },
	{ code: 'CH', description: 'Credit check hold' },
	{ code: 'CL', description: 'Credit check hold' },
	{ code: 'EA', description: 'ACOP hold' },
	{ code: 'EH', description: 'ACOP hold' },
	{ code: 'ER', description: 'Final review hold' },
	{ code: 'ES', description: 'End-user rejected/missing' },
	{ code: 'EU', description: 'End-user data missing' },
	{ code: 'EX', description: 'Export hold' },
	{ code: 'FL', description: 'Flooring hold' },
	{ code: 'GM', description: 'Margin hold' },
	{ code: 'IC', description: 'All orders set to hold (customer setting)' },
	{ code: 'IM', description: 'Customer hold' },
	{ code: 'IN', description: 'Fulfilment (dropship) value hold' },
	{ code: 'LM', description: 'Margin hold' },
	{ code: 'LT', description: 'Margin hold' },
	{ code: 'MN', description: 'Pricing hold' },
	{ code: 'PC', description: 'Credit check hold' },
	{ code: 'PD', description: 'Credit check hold' },
	{ code: 'R1', description: 'Export hold' },
	{ code: 'RP', description: 'Export hold' },
	{ code: 'S2', description: 'Combined SM/SP hold' },
	{ code: 'SB', description: 'Special bid hold' },
	{ code: 'SE', description: 'Special product hold' },
	{ code: 'SF', description: 'Freight hold' },
	{ code: 'SH', description: 'Sales hold' },
	{ code: 'SM', description: 'Waive minimum order fee hold' },
	{ code: 'SP', description: 'Price change hold' },
	{ code: 'TV', description: 'Transmit to vendor hold (awaiting a response)' },
	{ code: 'VO', description: 'Deleted order' },
	{ code: 'VR', description: 'Vendor required information missing' },
	{ code: 'WT', description: 'Weight hold' },
	{ code: 'ZS', description: 'IM-Online offline hold' },
];

const table = codeTable(holdReasons);

/** Whether the document lists this hold reason; the blank code ("No hold") is one. */
export function isKnownHoldReason(code: string): boolean {
	return table.has(code);
}

/** The hold reason in words; an unknown code gives the API's own text, else `Unknown code X`. */
export function describeHoldReason(code: string, apiText?: string): string {
	return table.describe(code, apiText);
}
