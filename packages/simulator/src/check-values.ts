/** Says what is accepted where a value is not, else undefined. */
export type Check = (value: unknown) => string | undefined;

export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): Check {
	const bound = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
	return (value) =>
		typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
			? undefined
			: `a whole number ${bound}`;
}

export const anyNumber: Check = (value) =>
	typeof value === 'number' && Number.isFinite(value) ? undefined : 'a number';

export const positiveNumber: Check = (value) =>
	typeof value === 'number' && Number.isFinite(value) && value > 0
		? undefined
		: 'a number greater than 0';

export const text: Check = (value) => (typeof value === 'string' ? undefined : 'a text');

export const filled: Check = (value) =>
	typeof value === 'string' && value !== '' ? undefined : 'a text that is not empty';

export const dateText: Check = (value) =>
	typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? undefined : 'a date or time';

export const trueOrFalse: Check = (value) =>
	typeof value === 'boolean' ? undefined : 'true or false';

export function oneOf(accepted: readonly (string | number)[]): Check {
	return (value) =>
		accepted.some((each) => each === value) ? undefined : `one of ${accepted.join(', ')}`;
}

export function listOf(check: Check): Check {
	return (value) => {
		if (!Array.isArray(value) || value.length === 0) return 'a list that is not empty';
		const accepted = value.map(check).find((each) => each !== undefined);
		return accepted === undefined ? undefined : `a list in which each is ${accepted}`;
	};
}

export function either(first: Check, second: Check): Check {
	return (value) => {
		const accepted = first(value);
		return accepted !== undefined && second(value) !== undefined
			? `${accepted}, or ${String(second(value))}`
			: undefined;
	};
}

export function optional(check: Check): Check {
	return (value) => (value === undefined ? undefined : check(value));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All that is wrong with the fields of an object, each by name with what is accepted. */
export function problemsIn(
	fields: Readonly<Record<string, unknown>>,
	checks: Readonly<Record<string, Check>>,
	prefix = '',
): string[] {
	const unknown = Object.keys(fields)
		.filter((name) => !Object.hasOwn(checks, name))
		.map((name) => `${prefix}${name} is not known; known are ${Object.keys(checks).join(', ')}`);
	const wrong = Object.entries(checks).flatMap(([name, check]) => {
		const accepted = check(fields[name]);
		return accepted === undefined ? [] : [`${prefix}${name} must be ${accepted}`];
	});
	return [...unknown, ...wrong];
}
