import { parseArgs } from 'node:util';
import { endWithParent } from './own-process.ts';
import { findingsText } from './report/print.ts';
import { checkPlace, writeFindings } from './report/document.ts';
import { sections } from './sections.ts';

// A process of its own: `run-section.ts <name> [--quick] [--write]`. Its exit code says whether all targets are met.

endWithParent();
const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		/** For the sections that can do with fewer starts; they look for it themselves. */
		quick: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	},
});
const section = sections.find(({ name }) => name === positionals[0]);
if (!section) throw new Error(`There is no section ${positionals[0] ?? ''}.`);
// A place that is missing shows before minutes are spent.
if (values.write) await checkPlace(section.name);
const findings = await section.run((text) => process.stderr.write(`… ${text}\n`));
process.stdout.write(`\n${findingsText(findings)}\n`);
if (values.write) await writeFindings(section.name, findings);
if (findings.targets.some(({ isMet }) => !isMet)) process.exitCode = 1;
