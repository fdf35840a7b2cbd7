import { toTimestamp } from '../../clock.ts';
import type { ApiAnswer } from '../../simulator-types.ts';
import { jsonAnswer } from '../error-bodies.ts';
import type { V6Settings } from './options.ts';

/** What is wrong with one header or parameter. */
export interface FieldError {
	readonly field: string;
	/** Null for one that is missing. */
	readonly value: string | null;
	readonly message: string;
}

/** How the service behind the gateway says no to one request. */
export interface ErrorWriter {
	/** 400: the useful words are those of the fields. */
	readonly invalid: (...fields: readonly FieldError[]) => ApiAnswer;
	readonly error: (status: number, type: string, message: string) => ApiAnswer;
}

/** The correlation id begins the id of every error; `now` in ms on the server's clock. */
export function createErrorWriter(
	{ errorForm }: V6Settings,
	correlationId: string,
	now: number,
): ErrorWriter {
	const id = `${correlationId}-bw0a1077-${toTimestamp(now)}`;
	const write = (status: number, type: string, message: string, fields: object): ApiAnswer => {
		const error = {
			documented: { id, type, message, ...fields },
			array: { id, type, message, ...fields },
			traceid: { traceid: id, type, message, ...fields },
			'null-message': { traceid: id, type, message: null, ...fields },
			misspelled: { id, '1ype': type, messaage: message, ...fields },
		}[errorForm];
		const body = { errors: [error] };
		return jsonAnswer(status, errorForm === 'array' ? [body] : body);
	};
	return {
		invalid: (...fields) =>
			write(400, '/errors/validation-failed', 'Validation failed', { fields }),
		error: (status, type, message) => write(status, type, message, {}),
	};
}
