import fc from 'fast-check';
import { codeTable, normalizeCode } from '../../src/reference/code-table.ts';
import { holdReasons, holdReasonTable } from '../../src/reference/hold-reasons.ts';
import { orderStatuses, orderStatusTable } from '../../src/reference/order-status.ts';

describe('the tables of the document', () => {
	it('list 11 order statuses and 42 hold reasons, each code once', () => {
		expect(new Set(orderStatuses.map(({ code }) => code)).size).toBe(11);
		expect(orderStatuses).toHaveLength(11);
		expect(new Set(holdReasons.map(({ code }) => code)).size).toBe(42);
		expect(holdReasons).toHaveLength(42);
	});

	it('have exactly the codes of the document', () => {
		expect(orderStatuses.map(({ code }) => code || 'blank').join(' ')).toBe(
			'blank C D E F I O R S V W',
		);
		expect(holdReasons.map(({ code }) => code || 'blank').join(' ')).toBe(
			'blank AC BA BL BO C3 C4 C5 C8 CC CH CL EA EH ER ES EU EX FL GM IC IM IN LM LT MN PC PD ' +
				'R1 RP S2 SB SE SF SH SM SP TV VO VR WT ZS',
		);
	});

	it('say the same for codes that mean the same', () => {
		const codesThatMean = (description: string) =>
			holdReasons.filter((reason) => reason.description === description).map(({ code }) => code);
		expect(codesThatMean('Credit hold')).toEqual(['C3', 'C4', 'C5', 'C8']);
		expect(codesThatMean('Credit check hold')).toEqual(['CH', 'CL', 'PC', 'PD']);
		expect(codesThatMean('Margin hold')).toEqual(['GM', 'LM', 'LT']);
		expect(codesThatMean('Export hold')).toEqual(['EX', 'R1', 'RP']);
		expect(codesThatMean('Special bid hold')).toEqual(['BL', 'SB']);
		expect(codesThatMean('ACOP hold')).toEqual(['EA', 'EH']);
		expect(new Set(holdReasons.map(({ description }) => description)).size).toBe(30);
	});
});

describe('describing a code', () => {
	it.each([
		['', 'In progress/Open order'],
		['blank', 'In progress/Open order'],
		['C', 'Credit hold'],
		[' s ', 'Sales Hold'],
		['W', 'Order not released to the warehouse management system'],
	])('order status %j is %s, whatever the API calls it', (code, description) => {
		expect(orderStatusTable.describe(code, 'HARD-9')).toBe(description);
		expect(orderStatusTable.has(code)).toBe(true);
	});

	it.each([
		['', 'No hold'],
		['CH', 'Credit check hold'],
		['ch', 'Credit check hold'],
		['IC', 'All orders set to hold (customer setting)'],
		['VO', 'Deleted order'],
		['ZS', 'IM-Online offline hold'],
	])('hold reason %j is %s, whatever the API calls it', (code, description) => {
		expect(holdReasonTable.describe(code, 'HARD-9 CUST NOT FLOOR ORD')).toBe(description);
		expect(holdReasonTable.has(code)).toBe(true);
	});

	it('gives the text of the API where the code is unknown', () => {
		expect(orderStatusTable.describe('4', ' SHIPPED ')).toBe('SHIPPED');
		expect(orderStatusTable.describe('4', '  ')).toBe('Unknown code 4');
		expect(orderStatusTable.describe('p')).toBe('Unknown code P');
		expect(orderStatusTable.has('4')).toBe(false);
	});

	it('keeps the two fields apart', () => {
		expect(holdReasonTable.has('C')).toBe(false);
		expect(orderStatusTable.has('CH')).toBe(false);
	});

	it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'CONSTRUCTOR'])(
		'%s is no code',
		(name) => {
			expect(orderStatusTable.has(name)).toBe(false);
			expect(holdReasonTable.has(name)).toBe(false);
			expect(orderStatusTable.describe(name)).toBe(`Unknown code ${name.toUpperCase()}`);
			const lowerCase = codeTable([]);
			expect(lowerCase.has(name)).toBe(false);
		},
	);
});

describe('normalizing a code', () => {
	it.each([undefined, null, '', '   ', '\t\n', 'blank', ' BLANK ', 'Blank'])(
		'%j is the blank code',
		(value) => {
			expect(normalizeCode(value)).toBe('');
		},
	);

	it('trims text, writes it in upper case, and takes numbers', () => {
		expect(normalizeCode(' ch ')).toBe('CH');
		expect(normalizeCode(4)).toBe('4');
		expect(normalizeCode(0)).toBe('0');
	});

	it('never lets what is neither text nor number pass for the blank code', () => {
		const neitherTextNorNumber = fc
			.anything()
			.filter(
				(value) =>
					value !== undefined &&
					value !== null &&
					typeof value !== 'string' &&
					typeof value !== 'number',
			);
		fc.assert(
			fc.property(neitherTextNorNumber, (value) => {
				const code = normalizeCode(value);
				expect(orderStatusTable.has(code)).toBe(false);
				expect(holdReasonTable.has(code)).toBe(false);
			}),
		);
		expect(normalizeCode(NaN)).not.toBe('');
	});

	it('changes nothing the second time', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const code = normalizeCode(text);
				expect(normalizeCode(code)).toBe(code);
			}),
		);
	});
});

describe('reading a code by its description', () => {
	it.each([...orderStatuses, ...holdReasons])('"$description" in any capitals', (entry) => {
		const table = orderStatuses.includes(entry) ? orderStatusTable : holdReasonTable;
		for (const text of [entry.description.toUpperCase(), ` ${entry.description.toLowerCase()}`]) {
			expect(table.read(text)).toContain(entry.code);
		}
	});

	it('gives all codes that have it, of the table that is asked', () => {
		expect(holdReasonTable.read('Credit hold')).toEqual(['C3', 'C4', 'C5', 'C8']);
		expect(orderStatusTable.read('Credit hold')).toEqual(['C']);
		expect(holdReasonTable.read('sales hold')).toEqual(['SH']);
		expect(orderStatusTable.read('sales hold')).toEqual(['S']);
		expect(orderStatusTable.read('e-commerce hold')).toEqual(['O']);
	});

	it.each(['hold', 'Credit', '-', '', ' ', 'constructor'])('"%s" is none', (text) => {
		expect(holdReasonTable.read(text)).toEqual(text.trim() === '' ? [''] : []);
	});
});
