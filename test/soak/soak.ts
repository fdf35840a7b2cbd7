import { reportText } from './report-text.ts';
import { runSoak } from './run-soak.ts';
import { help, readOptions, type SoakOptions } from './soak-options.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

try {
	const options = readOptions(process.argv.slice(2));
	if (options === 'help') print(help);
	else await soak(options);
} catch (thrown) {
	process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
	process.exitCode = 2;
}

async function soak(options: SoakOptions): Promise<void> {
	print(`Seed ${options.seed}.`);
	const report = await runSoak(options, print);
	print(reportText(report));
	process.exitCode = report.isGood ? 0 : 1;
}
