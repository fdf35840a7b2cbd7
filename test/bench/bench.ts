import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { onRequest, sections } from './sections.ts';

const program = path.join(import.meta.dirname, 'run-section.ts');
const names = sections.map(({ name }) => name);

const help = `npm run bench -- [section…] [options]

Sections: ${names.join(', ')}.
Without a section, all run but ${onRequest}.

  --${onRequest}   runs ${onRequest} as well
  --quick         measures rate-limit and scenarios with fewer starts
  --write         writes the figures into docs/benchmarks.md, and the plots beside it
  --help          prints this

The exit code is 1 where a target is missed.
`;

interface Options {
	sections: readonly string[];
	/** What every section is told. */
	flags: readonly string[];
	help: boolean;
}

let options: Options | undefined;
try {
	options = optionsOf(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
	process.exitCode = 2;
}
if (options?.help) process.stdout.write(help);
else if (options) await runSections(options);

/** @throws Error in words for whoever typed them, where there is no such option or section */
function optionsOf(args: readonly string[]): Options {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			[onRequest]: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const unknown = positionals.filter((name) => !names.includes(name));
	if (unknown.length > 0) throw new Error(`There is no section ${unknown.join(', ')}.`);
	const asked = positionals.length > 0 ? positionals : names.filter((name) => name !== onRequest);
	const isAsked = (name: string) =>
		asked.includes(name) || (values[onRequest] && name === onRequest);
	return {
		sections: names.filter(isAsked),
		flags: [...(values.quick ? ['--quick'] : []), ...(values.write ? ['--write'] : [])],
		help: values.help,
	};
}

/** Runs each section in a process of its own, so that none pays for what another left behind. */
async function runSections({ sections, flags }: Options): Promise<void> {
	const failed: string[] = [];
	for (const name of sections) {
		const child = fork(program, [name, ...flags]);
		await once(child, 'exit');
		if (child.exitCode !== 0) failed.push(name);
	}
	if (failed.length > 0) process.exitCode = 1;
	const result =
		failed.length > 0 ? `Missed or failed: ${failed.join(', ')}.` : 'All targets are met.';
	process.stdout.write(`${result}\n`);
}
