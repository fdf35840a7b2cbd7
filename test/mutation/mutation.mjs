// npm run mutation [-- area…]: tries the areas of the core with mutants, one after the other, and
// fails where too few of an area's mutants are killed.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import Table from 'cli-table3';
import { areas, reportOf } from './areas.mjs';

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(areas, name));
if (unknown.length > 0) {
	console.error(`No such area: ${unknown.join(', ')}. There are ${Object.keys(areas).join(', ')}.`);
	process.exit(2);
}

const table = new Table({ head: ['area', 'mutants', 'killed', 'survived', 'score'] });
for (const name of chosen.length > 0 ? chosen : Object.keys(areas)) {
	const report = reportOf(name, 'json');
	rmSync(report, { force: true });
	const { status } = spawnSync('stryker', ['run'], {
		env: { ...process.env, MUTATION_AREA: name },
		stdio: 'inherit',
	});
	if (status !== 0) process.exitCode = 1;
	if (existsSync(report)) table.push([name, ...countsOf(JSON.parse(readFileSync(report, 'utf8')))]);
	else console.error(`${name} was not tried; the lines above say why.`);
}
console.log(table.toString());

/** Mutants that change only what happens while a file is loaded are left out, as Stryker ignores them. */
function countsOf({ files }) {
	const statuses = Object.values(files).flatMap(({ mutants }) =>
		mutants.map(({ status }) => status),
	);
	const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
	const killed = count('Killed', 'Timeout');
	const survived = count('Survived', 'NoCoverage');
	const total = killed + survived;
	return [total, killed, survived, `${((100 * killed) / total).toFixed(1)} %`];
}
