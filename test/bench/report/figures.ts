/** A whole number with separators. */
export function count(value: number): string {
	return value.toLocaleString('en-US');
}

/** Bytes as whole megabytes. */
export function megabytes(bytes: number): string {
	return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Bytes as whole kilobytes. */
export function kilobytes(bytes: number): string {
	return `${(bytes / 1e3).toFixed(0)} kB`;
}
