import { OptionError, type Application } from '../options.ts';
import { createOrderBook, type OrderBook, type OrderBookSettings } from './order-book.ts';

/** The order lists of all accounts. */
export interface OrderBooks {
	readonly first: OrderBook;
	readonly of: (customerNumber: string) => OrderBook | undefined;
	readonly customerNumbers: readonly string[];
}

type OrderBooksSettings = Omit<OrderBookSettings, 'customerNumber' | 'isSap'> & {
	readonly applications: readonly Application[];
};

export function createOrderBooks(settings: OrderBooksSettings): OrderBooks {
	const accounts = settings.applications.flatMap((application) => application.accounts);
	const books = new Map<string, OrderBook>();
	for (const { customerNumber, erp } of accounts) {
		if (books.has(customerNumber)) continue;
		books.set(
			customerNumber,
			createOrderBook({ ...settings, customerNumber, isSap: erp === 'sap' }),
		);
	}
	const [first = createOrderBook({ ...settings, customerNumber: '', isSap: false, orders: [] })] =
		books.values();
	return {
		first,
		of: (customerNumber) => books.get(customerNumber),
		customerNumbers: [...books.keys()],
	};
}

/** An account's orders, the first one's by default. Throws `OptionError` for an unknown account. */
export function findBook(books: OrderBooks, customerNumber: string | undefined): OrderBook {
	if (customerNumber === undefined) return books.first;
	const book = books.of(customerNumber);
	if (book === undefined) {
		throw new OptionError(
			`customerNumber ${customerNumber} is not known; known are ${books.customerNumbers.join(', ')}`,
		);
	}
	return book;
}
