import { nodeFields, type NodeField } from './node-fields.ts';

/** What a node does for each message. */
export type Operation = 'search' | 'getLinked' | 'getCodes';

/** The operation that a flow stores, a search where it stores none; undefined for any other text. */
export function readOperation(stored: unknown): Operation | undefined {
	if (stored === undefined || stored === '') return 'search';
	return stored === 'search' || stored === 'getLinked' || stored === 'getCodes'
		? stored
		: undefined;
}

/** The fields that an operation reads. */
export function fieldsOf(operation: Operation): readonly NodeField[] {
	switch (operation) {
		case 'search':
			return nodeFields.filter(({ kind }) => kind !== 'link');
		case 'getLinked':
			return nodeFields.filter(({ kind }) => kind === 'link' || kind === 'seconds');
		case 'getCodes':
			return [];
	}
}
