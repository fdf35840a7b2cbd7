import { simplifyDocument } from '@ingram-orders/core';
import { availabilityHours } from '../../packages/core/src/reference/availability.ts';
import { adviceOn } from '../../packages/core/src/reference/hold-advice.ts';
import { holdReasons } from '../../packages/core/src/reference/hold-reasons.ts';
import { isHoldStatus, orderStatuses } from '../../packages/core/src/reference/order-status.ts';
import { warehouses } from '../../packages/core/src/reference/warehouses.ts';
import {
	createScriptedWorld,
	orderOf,
	pageOf,
	subOrderOf,
} from '../../packages/core/test/support/scripted-world.ts';
import { search } from '../../packages/core/test/support/simulated-world.ts';
import { readPage, sectionOf, tablesOf } from './support/markdown.ts';

/** Shows tables of the core: where one of them changes, the page has to follow. */
const page = readPage('docs/fields.md');

/** A reason that holds nothing, and so needs no advice. */
const noHold = ['', 'VO'];

test.each([
	['Rows', 'suborders'],
	['Orders', 'orders'],
])('the fields of %s are those of the output, in the same order', async (heading, output) => {
	const [fields] = tablesOf(sectionOf(page, heading));
	expect(fields?.map(([name]) => name)).toEqual(Object.keys(await itemOf(output)));
});

test('the fields of documents have these names and types where they are simplified', () => {
	const documents = tablesOf(sectionOf(page, 'Documents')).flat();
	const numbers = documents.flatMap(([, cell = '']) => keysOf(cell));
	const others = documents.flatMap(([, , cell = '']) => keysOf(cell));
	expect(numbers.length).toBeGreaterThan(20);
	expect(others.length).toBeGreaterThan(60);

	expect(simplifyDocument(asSent(numbers))).toEqual(
		Object.fromEntries(numbers.map((key) => [key, 12.5])),
	);
	expect(simplifyDocument(asSent(others))).toEqual(
		Object.fromEntries(others.map((key) => [key, '12.50'])),
	);
});

test('the advice on holds is the advice in the rows', () => {
	const [byReason, byStatus] = tablesOf(sectionOf(page, 'What to do about a hold'));

	expect(byReason).toEqual(
		holdReasons
			.filter(({ code }) => !noHold.includes(code))
			.map(({ code, description }) => adviceRow(code, description, '', code)),
	);
	expect(byStatus).toEqual([
		...orderStatuses
			.filter(({ code }) => isHoldStatus(code))
			.map(({ code, description }) => adviceRow(code, description, code, '')),
		adviceRow('any other', '', 'unknown', 'unknown'),
	]);
});

test('every hold reason that is left out is named as one that holds nothing', () => {
	const text = sectionOf(page, 'Hold reason');
	for (const code of noHold) {
		const { description } = holdReasons.find((reason) => reason.code === code) ?? {};
		expect(text).toContain(`("${description}")`);
	}
});

test('the order statuses are those of the core', () => {
	const [, statuses] = tablesOf(sectionOf(page, 'Order status'));
	expect(statuses?.map(([code, description]) => [code, description])).toEqual(
		orderStatuses.map(({ code, description }) => [code || 'blank', description]),
	);
	const ofHolds = statuses?.filter(([, , onHold]) => onHold === 'yes').map(([code]) => code);
	expect(ofHolds).toEqual(orderStatuses.map(({ code }) => code).filter(isHoldStatus));
});

test('the warehouses are those of the core', () => {
	const [rows] = tablesOf(sectionOf(page, 'Warehouse'));
	expect(rows).toEqual(
		warehouses.map((warehouse) => [
			...[warehouse.customerCountry, warehouse.erp, warehouse.warehouseId, warehouse.location],
			warehouse.central ? 'yes' : '',
		]),
	);
});

test('the hours of availability are those of the core', () => {
	const [rows] = tablesOf(sectionOf(page, 'Availability'));
	expect(rows).toEqual(
		availabilityHours.map((hours) => [
			...[hours.country, hours.timeZone, hours.weekdayFrom, hours.weekdayTo],
		]),
	);
});

/** The names in a cell; of `addressLine1 to addressLine3` the first and the last. */
function keysOf(cell: string): string[] {
	return cell.split(/, | to /).filter((key) => key !== '');
}

/** The fields as the API writes them: in lower case, numbers as text. */
function asSent(keys: readonly string[]): Record<string, string> {
	return Object.fromEntries(keys.map((key) => [key.toLowerCase(), '12.50']));
}

/** The one item that a search for an order on hold gives. */
async function itemOf(output: string): Promise<object> {
	const order = orderOf('20-1', [subOrderOf('20-1-11', 'C', 'CH')]);
	const world = createScriptedWorld({ api: () => pageOf([order]) });
	const { items } = await world.clock.run(search(world, { output }));
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
}

function adviceRow(
	code: string,
	description: string,
	statusCode: string,
	holdReasonCode: string,
): string[] {
	const { category, advice } = adviceOn(statusCode, holdReasonCode);
	return [code, description, category, advice];
}
