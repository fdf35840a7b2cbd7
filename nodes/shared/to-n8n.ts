import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';
import { IngramError } from './ingram.ts';

/** A failure as n8n shows it: message, description, HTTP status and the item it belongs to. */
export function toNodeError(
	node: INode,
	thrown: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (thrown instanceof IngramError) {
		// n8n tells a canceled execution from a failed one by this word.
		if (thrown.code === 'CANCELLED')
			return new NodeOperationError(node, 'The execution was canceled.');
		return describe(node, thrown, itemIndex);
	}
	const error = thrown instanceof Error ? thrown : new Error(String(thrown));
	const nodeError = new NodeOperationError(node, error, { itemIndex });
	nodeError.context.itemIndex = itemIndex;
	return nodeError;
}

function describe(node: INode, failure: IngramError, itemIndex: number) {
	const { message, description } = failure;
	const error =
		failure.code === 'INVALID_INPUT'
			? new NodeOperationError(node, message, { description, itemIndex })
			: new NodeApiError(
					node,
					{ message, description },
					{
						message,
						description,
						itemIndex,
						...(failure.status !== undefined && { httpCode: String(failure.status) }),
					},
				);
	// n8n replaces messages that name an error code such as ECONNREFUSED by a general one of its own.
	error.message = message;
	error.messages = [];
	return error;
}
