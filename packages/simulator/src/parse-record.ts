import { isRecord, problemsIn, type Check } from './check-values.ts';
import { OptionError } from './options.ts';

/** A check for each field of an object. */
export type ChecksOf<T> = Readonly<Record<keyof T & string, Check>>;

/**
 * An object that may come from anywhere, when its fields pass their checks. Throws `OptionError` naming
 * all that is wrong; `accepted` is what it must be where it is not an object at all.
 */
export function parseRecord<T>(value: unknown, checks: ChecksOf<T>, accepted: string): T {
	const problems: string[] = [];
	if (meets(value, checks, accepted, problems)) return value;
	throw new OptionError(problems.join('; '));
}

function meets<T>(
	value: unknown,
	checks: ChecksOf<T>,
	accepted: string,
	problems: string[],
): value is T {
	problems.push(...(isRecord(value) ? problemsIn(value, checks) : [`it must be ${accepted}`]));
	return problems.length === 0;
}
