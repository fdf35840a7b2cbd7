import { reportText } from './report-text.ts';
import { runSoak } from './run-soak.ts';
import { help, readOptions } from './soak-options.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

const options = readOptions(process.argv.slice(2));
if (options === 'help') {
	print(help);
} else {
	print(`Seed ${options.seed}.`);
	const report = await runSoak(options, print);
	print(reportText(report));
	process.exitCode = report.isGood ? 0 : 1;
}
