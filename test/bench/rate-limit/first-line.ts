import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The first line that a process prints. @throws Error when it ends without one */
export async function firstLine({ stdout }: ChildProcess): Promise<string> {
	if (stdout) for await (const line of createInterface({ input: stdout })) return line;
	throw new Error('The process ended without a word.');
}
