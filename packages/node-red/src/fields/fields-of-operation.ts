import { nodeFields, type NodeField } from './node-fields.ts';

/** What a node can do for each message, as the dialog lists it. */
export const operations = ['search', 'getOrder', 'getInvoice', 'getLinked', 'getCodes'] as const;

export type Operation = (typeof operations)[number];

/** The operation that a flow stores, a search where it stores none; undefined for any other text. */
export function readOperation(stored: unknown): Operation | undefined {
	if (stored === undefined || stored === '') return 'search';
	return operations.find((operation) => operation === stored);
}

/** The fields that an operation reads. */
export function fieldsOf(operation: Operation): readonly NodeField[] {
	const isRead = (field: NodeField) => readers(field).includes(operation);
	return nodeFields.filter(isRead);
}

/** The operations that read a field. */
export function readers({ name, kind }: NodeField): readonly Operation[] {
	if (kind === 'seconds') return ['search', 'getOrder', 'getInvoice', 'getLinked'];
	switch (name) {
		case 'orderNumber':
		case 'customerNumber':
		case 'countryCode':
			return ['search', 'getOrder', 'getInvoice'];
		case 'link':
			return ['getInvoice', 'getLinked'];
		case 'simplify':
			return ['getOrder', 'getInvoice'];
		default:
			return ['search'];
	}
}
