import { serverVariables } from './server-settings.ts';

const flags = {
	'--n8n': 'shows n8n instead of Node-RED; the first time, that installs n8n (2 GB)',
	'--once': 'ends after the search',
	'--help': 'prints this',
} as const;

type Flag = keyof typeof flags;

/** The flags that were given, or the first argument that is not one. */
export function readFlags(
	args: readonly string[],
): { given: ReadonlySet<Flag> } | { unknown: string } {
	const given = new Set<Flag>();
	for (const arg of args) {
		if (!isFlag(arg)) return { unknown: arg };
		given.add(arg);
	}
	return { given };
}

function isFlag(arg: string): arg is Flag {
	return Object.hasOwn(flags, arg);
}

/** What `--help` prints. */
export function helpText(): string {
	return `npm start -- [${Object.keys(flags).join('] [')}]

Finds orders on hold on a simulator of Ingram Micro's API, then shows the nodes in Node-RED.

${twoColumns(flags)}

To ask another server than the simulator, set all of these in the environment:

${twoColumns(serverVariables)}`;
}

function twoColumns(entries: Readonly<Record<string, string>>): string {
	const width = Math.max(...Object.keys(entries).map((name) => name.length));
	return Object.entries(entries)
		.map(([name, meaning]) => `  ${name.padEnd(width)}  ${meaning}`)
		.join('\n');
}
