import type { Node, NodeAPI, NodeMessage } from 'node-red';
import { daysAgoType, timeDaysAgo } from './days-ago.ts';

/** A value as it is stored, and the kind of place that it is taken from. */
export interface TypedValue {
	value: unknown;
	type: unknown;
}

/** What a typed value is evaluated for. */
export interface Evaluation {
	RED: NodeAPI;
	node: Node;
	msg: NodeMessage;
}

/** Kinds that name a place where there may be nothing. */
const places: readonly unknown[] = ['msg', 'flow', 'global'];

/**
 * The value of a typed input for one message. A place that does not exist gives undefined, as an
 * empty field does.
 * @throws Error with an expression that fails, or a variable that is not set
 */
export async function evaluate(
	{ value, type }: TypedValue,
	{ RED, node, msg }: Evaluation,
): Promise<unknown> {
	if (typeof value === 'string' && value.trim() === '' && type !== 'date') return value;
	if (type === daysAgoType) return timeDaysAgo(value, Date.now());
	if (typeof value !== 'string') return value;
	if (typeof type !== 'string' || type === 'str' || type === '') return withoutUnset(value);
	if (type === 'num') return value;
	const result = await new Promise<unknown>((resolve, reject) => {
		const settle = (error: unknown, found: unknown) => {
			if (!error) resolve(found);
			else if (places.includes(type) && isMissing(error)) resolve(undefined);
			else reject(error instanceof Error ? error : new Error('It cannot be evaluated.'));
		};
		try {
			RED.util.evaluateNodeProperty(value, type, node, msg, settle);
		} catch (thrown) {
			settle(thrown, undefined);
		}
	});
	if (type === 'env' && (result === undefined || result === '')) throw unset(value);
	return result;
}

/** Node-RED replaces `${VAR}` when it starts a node, and leaves it where there is no such variable. */
function withoutUnset(text: string): string {
	const name = /^\$\{(\S+)\}$/.exec(text.trim())?.[1];
	if (name !== undefined) throw unset(name);
	return text;
}

function unset(name: string): Error {
	return new Error(`The environment variable ${name} is not set.`);
}

/** A path through something that is not there; a path that is written wrongly has a code. */
function isMissing(error: unknown): boolean {
	return error instanceof TypeError;
}
