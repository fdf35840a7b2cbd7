import { toTimestamp } from '../clock.ts';
import { createRandom, seedFor, type Random } from '../random.ts';
import { holdReasonsOf, unknownHoldReasonCodes, unknownStatusCodes, withTexts } from './codes.ts';
import type { Order, SubOrder } from './order.ts';

export interface GeneratorSettings {
	readonly seed: number;
	readonly customerNumber: string;
	/** Entry time of the newest order, ms since 1970. */
	readonly today: number;
	readonly days: number;
	readonly unknownCodes: boolean;
	/** Orders as in SAP countries: a number of ten digits, one shipment. */
	readonly isSap: boolean;
}

export interface OrderGenerator {
	/** Orders spread over the days before `today`, newest first. */
	readonly generate: (count: number) => Order[];
	/** One more order, entered at this moment. */
	readonly generateNew: (enteredAt: number) => Order;
}

const dayMs = 86_400_000;
const suffixes = ['11', '21', '31', '41'] as const;

/** Without 0, 1, I and O: no generated number equals one of the document's, which all hold a 1. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const numberSpace = alphabet.length ** 5;

/** Orders as one account might have them; the same for the same settings. */
export function createOrderGenerator(settings: GeneratorSettings): OrderGenerator {
	const random = createRandom(seedFor(settings.seed, settings.customerNumber));
	const branch = settings.customerNumber.slice(0, 2);
	const firstNumber = random.below(numberSpace);
	let made = 0;
	let previousPurchase = purchaseNumber(random);

	const make = (enteredAt: number): Order => {
		const index = firstNumber + made;
		const orderNumber = settings.isSap ? tenDigits(index) : `${branch}-${spell(index)}`;
		made++;
		// Now and then one purchase order becomes several sales orders.
		if (!random.chance(0.08)) previousPurchase = purchaseNumber(random);
		return {
			orderNumber,
			entryTimestamp: toTimestamp(enteredAt),
			customerOrderNumber: previousPurchase,
			subOrders: settings.isSap
				? [{ subOrderNumber: `${orderNumber}-10`, ...makeCodes(settings.unknownCodes, random) }]
				: makeSubOrders(orderNumber, settings.unknownCodes, random),
			...(settings.isSap ? { isSap: true } : {}),
		};
	};

	return {
		generate: (count) => {
			const step = (settings.days * dayMs) / Math.max(count, 1);
			return Array.from({ length: count }, (_, index) =>
				make(settings.today - step * (index + random.below(1000) / 1000)),
			);
		},
		generateNew: make,
	};
}

function makeSubOrders(orderNumber: string, unknownCodes: boolean, random: Random): SubOrder[] {
	const count = random.pick([1, 1, 1, 1, 1, 2, 2, 2, 3, 4]);
	return suffixes.slice(0, count).map((suffix) => ({
		subOrderNumber: `${orderNumber}-${suffix}`,
		...makeCodes(unknownCodes, random),
	}));
}

function makeCodes(unknownCodes: boolean, random: Random): ReturnType<typeof withTexts> {
	if (unknownCodes && random.chance(0.04)) {
		return withTexts(random.pick(unknownStatusCodes), '');
	}
	const statusCode = random.pick(statusMix);
	if (statusCode === 'V') return withTexts('V', 'VO');
	if (unknownCodes && statusCode in holdReasonsOf && random.chance(0.2)) {
		return withTexts(statusCode, random.pick(unknownHoldReasonCodes));
	}
	return withTexts(statusCode, random.pick(holdReasons(statusCode)));
}

function holdReasons(statusCode: string): readonly [string, ...string[]] {
	switch (statusCode) {
		case 'C':
		case 'D':
		case 'O':
		case 'S':
			return holdReasonsOf[statusCode];
		default:
			return [''];
	}
}

/** How often each status comes: about one suborder in eight is on hold. */
const statusMix = spread({
	'': 18,
	C: 5,
	D: 4,
	E: 1,
	F: 18,
	I: 28,
	O: 1,
	R: 14,
	S: 3,
	V: 3,
	W: 5,
});

function spread(weights: Readonly<Record<string, number>>): readonly [string, ...string[]] {
	const [first = '', ...rest] = Object.entries(weights).flatMap(([code, weight]) =>
		Array.from({ length: weight }, () => code),
	);
	return [first, ...rest];
}

function purchaseNumber(random: Random): string {
	return `PO-${String(100_000 + random.below(900_000))}`;
}

/** A different five-character number for each of the first 33 million indexes. */
function spell(index: number): string {
	let scattered = (index * 12_345_677) % numberSpace;
	let text = '';
	for (let place = 0; place < 5; place++) {
		text += alphabet.charAt(scattered % alphabet.length);
		scattered = Math.floor(scattered / alphabet.length);
	}
	return text;
}

/** A different number of ten digits for each of the first 100 million indexes. */
function tenDigits(index: number): string {
	return `70${String((index * 12_345_677) % 100_000_000).padStart(8, '0')}`;
}
