import type { Order, SubOrder } from '../../data/order.ts';
import { seedFor } from '../../random.ts';
import { wordForms, type V6Settings } from './options.ts';

/** The words that a search can be filtered by. */
export const filterWords = ['SHIPPED', 'PROCESSING', 'ON HOLD', 'BACKORDERED', 'CANCELLED'];

/** The word for each code of version 5. */
const documentedWords: Readonly<Record<string, string>> = {
	'': 'PROCESSING',
	C: 'ON HOLD',
	D: 'ON HOLD',
	E: 'PROCESSING',
	F: 'SHIPPED',
	I: 'SHIPPED',
	O: 'ON HOLD',
	R: 'PROCESSING',
	S: 'ON HOLD',
	V: 'CANCELLED',
	W: 'PROCESSING',
};

/** The names that order details of version 5 and webhooks use. */
const systemWords: Readonly<Record<string, string>> = {
	'': 'IN PROGRESS',
	C: 'CREDIT HOLD',
	D: 'HOLD SHIPMENT',
	E: 'BILLING ERROR',
	F: 'INVOICED',
	I: 'INVOICED',
	O: 'IM ONLINE HOLD',
	R: 'RELEASED',
	S: 'SALES HOLD',
	V: 'VOIDED',
	W: 'ORDER NOT PRINTED',
};

/** The most telling word first: a held suborder makes a held order. */
const precedence = ['ON HOLD', 'BACKORDERED', 'PROCESSING', 'SHIPPED', 'CANCELLED'];

/** A suborder's status in capitals and blanks; codes that nobody documents keep their text. */
export function plainWord(
	{ statusCode, status, statusWord }: SubOrder,
	vocabulary: V6Settings['vocabulary'],
): string {
	if (statusWord !== undefined) return normalised(statusWord);
	const words = vocabulary === 'system' ? systemWords : documentedWords;
	return (Object.hasOwn(words, statusCode) ? words[statusCode] : undefined) ?? status;
}

/** A suborder's status as it is sent; a word that was given to it comes just so. */
export function writeStatus(subOrder: SubOrder, settings: V6Settings): string {
	return (
		subOrder.statusWord ??
		writeWord(plainWord(subOrder, settings.vocabulary), subOrder.subOrderNumber, settings)
	);
}

/** An order's status as it is sent, undefined where the settings leave it out. */
export function writeOrderStatus(order: Order, settings: V6Settings): string | undefined {
	const [subOrder] = order.subOrders;
	if (order.isSap === true && subOrder !== undefined) return writeStatus(subOrder, settings);
	if (settings.orderStatus === 'missing') return undefined;
	const word = settings.orderStatus === 'derived' ? derivedWord(order) : headerWord(order);
	return writeWord(word, order.orderNumber, settings);
}

/** The order's own status as a search's filter sees it. */
export function derivedWord({ subOrders }: Order): string {
	const words = subOrders.map((subOrder) => plainWord(subOrder, 'documented'));
	return precedence.find((each) => words.includes(each)) ?? words[0] ?? 'PROCESSING';
}

/** The three words that the document has for orders. */
function headerWord(order: Order): string {
	const word = derivedWord(order);
	return word === 'CANCELLED' ? word : word === 'SHIPPED' ? 'CLOSED' : 'OPEN';
}

function normalised(word: string): string {
	return word.replace(/^im::/i, '').replaceAll('_', ' ').toUpperCase();
}

/** `mixed` goes by the number, so that a suborder keeps its form. */
export function writeWord(word: string, number: string, settings: V6Settings): string {
	const turn = seedFor(0, number);
	const isMixed = settings.wordForm === 'mixed';
	const forms = wordForms.filter((form) => form !== 'mixed');
	const form = isMixed ? forms[turn % forms.length] : settings.wordForm;
	const hasOneL = isMixed ? turn % 3 === 0 : settings.cancelledWord === 'CANCELED';
	const spelled = hasOneL ? word.replace('CANCELLED', 'CANCELED') : word;
	switch (form) {
		case 'title':
			return spelled.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
		case 'im':
			return `IM::${spelled.replaceAll(' ', '_')}`;
		case 'im-lower':
			return `im::${spelled.replaceAll(' ', '_').toLowerCase()}`;
		default:
			return spelled;
	}
}
