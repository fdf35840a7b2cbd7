import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { causeOf } from './failure-cause.ts';
import { IngramError } from './ingram.ts';

/**
 * A failure as n8n shows it: message, description, HTTP status, and the item it belongs to where it
 * belongs to one.
 */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	const ofItem = itemIndex === undefined ? {} : { itemIndex };
	if (thrown instanceof IngramError) {
		// n8n tells a canceled execution from a failed one by this word.
		if (thrown.code === 'CANCELLED')
			return new NodeOperationError(node, 'The execution was canceled.');
		return describe(node, thrown, ofItem);
	}
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	const nodeError = new NodeOperationError(node, error, ofItem);
	Object.assign(nodeError.context, ofItem);
	return nodeError;
}

function describe(node: INode, failure: IngramError, ofItem: { itemIndex?: number }) {
	const { message, description } = failure;
	const cause = causeOf(failure);
	const options = { message, description, ...ofItem, ...(cause && { failure: cause }) };
	const error =
		failure.code === 'INVALID_INPUT'
			? new NodeOperationError(node, message, options)
			: new NodeApiError(
					node,
					{ message, description },
					{
						...options,
						...(failure.status !== undefined && { httpCode: String(failure.status) }),
					},
				);
	// n8n replaces messages that name an error code such as ECONNREFUSED by a general one of its own.
	error.message = message;
	error.messages = [];
	return error;
}
