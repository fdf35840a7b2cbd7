import { isResourceLocatorValue } from 'n8n-workflow';

/** The values of a collection by name, only those that the user added, and each without its wrapping. */
export function readCollection(values: unknown): Readonly<Record<string, unknown>> {
	if (typeof values !== 'object' || values === null) return {};
	return Object.fromEntries(
		Object.entries(values).map(([name, value]: [string, unknown]) => [
			name,
			isResourceLocatorValue(value) ? value.value : value,
		]),
	);
}
