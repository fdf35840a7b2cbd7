import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Place } from './place.ts';

/** A file of one node alone, readable by nobody else. */
export function ownFile(file: string): Place {
	const temporary = `${file}.tmp`;
	return {
		load: async () => {
			try {
				return JSON.parse(await readFile(file, 'utf8')) as unknown;
			} catch (thrown) {
				if (isMissing(thrown)) return undefined;
				throw thrown;
			}
		},
		save: async (state) => {
			await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
			// Flushed before it gets its name, so that a machine that loses power keeps the old or the new.
			await writeFile(temporary, JSON.stringify(state), { mode: 0o600, flush: true });
			await rename(temporary, file);
		},
		remove: async () => {
			await rm(file, { force: true });
			await rm(temporary, { force: true });
		},
	};
}

function isMissing(thrown: unknown): boolean {
	return (
		typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT'
	);
}
