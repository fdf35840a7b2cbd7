import type { NodeMessage } from 'node-red';

/** One of the messages that together are an array, as the core join node reads it. */
export interface ArrayParts {
	id: string;
	type: 'array';
	index: number;
	/** On the last message, where it is not known before. */
	count?: number;
	/** Above 1: the payload is a piece of the array, not an entry. */
	len?: number;
	/** What the incoming message was a part of. */
	parts?: unknown;
}

/** Parts of a sequence of our own, around those of the message that started it. */
export function nestParts(incoming: NodeMessage, parts: Omit<ArrayParts, 'parts'>): ArrayParts {
	return incoming['parts'] === undefined ? parts : { ...parts, parts: incoming['parts'] };
}
