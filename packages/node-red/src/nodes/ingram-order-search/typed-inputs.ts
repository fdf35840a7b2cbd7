import { invalidInput, type Problem } from '@ingram-orders/core';
import type { Node, NodeAPI, NodeMessage } from 'node-red';
import type { OrderSearchDef, TypedField } from './order-search-def.ts';

/** Names of the fields as the dialog shows them, for failures. */
const labels: Readonly<Record<TypedField, string>> = {
	orderNumber: 'Order Number',
	customerOrderNumber: 'Customer Order Number',
	orderStatus: 'Order Status',
	holdReason: 'Hold Reason',
	onHoldOnly: 'On Hold Only',
	createdAfter: 'Created After',
	createdBefore: 'Created Before',
	customerNumber: 'Customer Number',
	countryCode: 'Country Code',
	link: 'Link',
	limit: 'Limit',
	pageSize: 'Page Size',
	pageNumber: 'Page Number',
};

/** Kinds that name a place where there may be nothing. */
const places: readonly unknown[] = ['msg', 'flow', 'global'];

/**
 * The values of typed inputs for one message. A place that does not exist gives undefined, as an
 * empty field does.
 * @throws IngramError `INVALID_INPUT` with every expression that fails and every variable that is unset
 */
export async function readTypedInputs(
	fields: readonly TypedField[],
	{ RED, node, def, msg }: { RED: NodeAPI; node: Node; def: OrderSearchDef; msg: NodeMessage },
): Promise<Partial<Record<TypedField, unknown>>> {
	const problems: Problem[] = [];
	const entries = await Promise.all(
		fields.map(async (name): Promise<[TypedField, unknown]> => {
			const typed = { value: def[name], type: def[`${name}Type`] };
			try {
				return [name, await evaluate(typed, { RED, node, msg })];
			} catch (thrown) {
				problems.push({ name, message: `${labels[name]}: ${describe(thrown)}` });
				return [name, undefined];
			}
		}),
	);
	if (problems.length > 0) throw invalidInput(problems);
	return Object.fromEntries(entries);
}

async function evaluate(
	{ value, type }: { value: unknown; type: unknown },
	{ RED, node, msg }: { RED: NodeAPI; node: Node; msg: NodeMessage },
): Promise<unknown> {
	if (typeof value !== 'string' || (value.trim() === '' && type !== 'date')) return value;
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

function describe(thrown: unknown): string {
	const text = thrown instanceof Error ? thrown.message : 'It cannot be evaluated.';
	return /[.!?]$/.test(text) ? text : `${text}.`;
}
