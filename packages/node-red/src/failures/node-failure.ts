import { IngramError, redact, type FailureFields } from '@ingram-orders/core';
import type { Translate } from '../texts/shared-texts.ts';
import { translatedFailure } from './failure-text.ts';

/** A failure's fields as they lie on `msg.ingram.failure`, in English: flows may read them. */
export type Failure = Omit<FailureFields, 'code'> & { code: FailureFields['code'] | 'UNEXPECTED' };

/**
 * The error that is given to Node-RED. Its text is all that the debug sidebar and the log show. It has
 * no stack and no cause: Node-RED copies both to Catch nodes.
 */
export class NodeFailure extends Error {
	readonly code: Failure['code'];
	readonly retryable: boolean;
	readonly status?: number;
	readonly apiMessage?: string;

	constructor(failure: Failure, text: string) {
		super(text);
		delete this.stack;
		this.code = failure.code;
		this.retryable = failure.retryable;
		if (failure.status !== undefined) this.status = failure.status;
		if (failure.apiMessage !== undefined) this.apiMessage = failure.apiMessage;
	}

	/** Without the class name that Error puts in front: this is what Catch nodes get as the message. */
	override toString(): string {
		return this.message;
	}
}

/** The listed fields of whatever was thrown, and what is said of it in English. */
export function describeThrown(thrown: unknown): { failure: Failure; text: string } {
	if (thrown instanceof IngramError) {
		return { failure: thrown.toJSON(), text: `${thrown.message} ${thrown.description}` };
	}
	const failure: Failure = {
		code: 'UNEXPECTED',
		message: `Something unforeseen happened in the node: ${redact(nameOf(thrown), [])}.`,
		remedy:
			'Run it again; if it persists, report it with this message and the version of the node.',
		retryable: false,
	};
	return { failure, text: `${failure.message} ${failure.remedy}` };
}

/**
 * The listed fields of whatever was thrown, and the error to give to Node-RED.
 * @param translate looks up in the language that the error's text is to have
 * @param type of the node that failed
 */
export function toFailure(
	thrown: unknown,
	translate: Translate,
	type: string,
): { failure: Failure; error: NodeFailure } {
	const { failure, text } = describeThrown(thrown);
	const translated = translatedFailure(failure, translate, type);
	return { failure, error: new NodeFailure(failure, translated ?? text) };
}

function nameOf(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : typeof thrown;
}
