/** Stable codes of all failures; workflows may branch on them. */
export type IngramErrorCode =
	| 'INVALID_INPUT'
	| 'AUTHENTICATION'
	| 'ACCESS_DENIED'
	| 'CUSTOMER_MISMATCH'
	| 'REQUEST_REFUSED'
	| 'NOT_FOUND'
	| 'RATE_LIMIT'
	| 'SERVICE_UNAVAILABLE'
	| 'UNREADABLE_ANSWER'
	| 'UNREACHABLE'
	| 'TIMEOUT'
	| 'INCOMPLETE'
	| 'CANCELLED';

/** A wrong value of one parameter. */
export interface Problem {
	/** The parameter's name, as in the hosts' settings: `createdAfter`. */
	name: string;
	/** What is wrong and what is accepted, in one sentence. */
	message: string;
}

/** All that a failure tells; nothing else is ever attached to it. */
export interface FailureFields {
	code: IngramErrorCode;
	/** What happened, in one sentence. */
	message: string;
	/** What to do about it, in one sentence. */
	remedy: string;
	/** True when the same request may succeed later. */
	retryable: boolean;
	/** HTTP status, where there was an answer. */
	status?: number;
	/** The API's own words, redacted and shortened. */
	apiMessage?: string;
	/** By which Ingram Micro's support finds the request, where it carried one. */
	correlationId?: string;
	/** How often the request was sent, when more than once. */
	attempts?: number;
	/** How long the service asks to be left alone, in milliseconds, where it says so. */
	retryAfterMs?: number;
	/** With `INVALID_INPUT`: every wrong value of the call. */
	problems?: readonly Problem[];
}

/**
 * The one error the core throws. It carries only the listed fields: no request, no answer,
 * no `cause`, so that no host can print a secret by printing the error.
 */
export class IngramError extends Error implements FailureFields {
	override readonly name = 'IngramError';
	readonly code: IngramErrorCode;
	readonly remedy: string;
	readonly retryable: boolean;
	readonly status?: number;
	readonly apiMessage?: string;
	readonly correlationId?: string;
	readonly attempts?: number;
	readonly retryAfterMs?: number;
	readonly problems?: readonly Problem[];

	constructor(fields: FailureFields) {
		super(fields.message);
		this.code = fields.code;
		this.remedy = fields.remedy;
		this.retryable = fields.retryable;
		if (fields.status !== undefined) this.status = fields.status;
		if (fields.apiMessage) this.apiMessage = fields.apiMessage;
		if (fields.correlationId !== undefined) this.correlationId = fields.correlationId;
		if (fields.attempts !== undefined) this.attempts = fields.attempts;
		if (fields.retryAfterMs !== undefined) this.retryAfterMs = fields.retryAfterMs;
		if (fields.problems !== undefined) this.problems = fields.problems;
	}

	/** Remedy and the API's own words, for the second line that hosts show below the message. */
	get description(): string {
		const sentences = [this.remedy];
		if (this.attempts !== undefined && this.attempts > 1) {
			sentences.push(`It was tried ${String(this.attempts)} times.`);
		}
		if (this.apiMessage) sentences.push(`Ingram Micro says: "${this.apiMessage}"`);
		if (this.correlationId !== undefined) {
			sentences.push(`Ingram Micro’s support can find the request by ${this.correlationId}.`);
		}
		return sentences.join(' ');
	}

	/** The same failure with fields replaced. */
	with(fields: Partial<FailureFields>): IngramError {
		return new IngramError({ ...this.toJSON(), ...fields });
	}

	toJSON(): FailureFields {
		return {
			code: this.code,
			message: this.message,
			remedy: this.remedy,
			retryable: this.retryable,
			...(this.status !== undefined && { status: this.status }),
			...(this.apiMessage !== undefined && { apiMessage: this.apiMessage }),
			...(this.correlationId !== undefined && { correlationId: this.correlationId }),
			...(this.attempts !== undefined && { attempts: this.attempts }),
			...(this.retryAfterMs !== undefined && { retryAfterMs: this.retryAfterMs }),
			...(this.problems !== undefined && { problems: this.problems }),
		};
	}
}
