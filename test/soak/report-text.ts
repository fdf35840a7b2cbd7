import type { MemoryVerdict } from './live-memory.ts';
import type { SoakReport } from './run-soak.ts';

const shownFailures = 20;

/** What a soak came to, in a few lines. */
export function reportText(report: SoakReport): string {
	const { tally, watches, memory, left, problems, seconds } = report;
	const { watch, failures } = tally;
	const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
	const lines = [
		`\n${sum(tally.searches)} searches gave ${tally.items} items:`,
		...counts(tally.searches),
		`${watch.polls} polls of ${watches} watches:`,
		`  ${watch.complete} complete, ${watch.failed} failed, ${watch.skipped} skipped, ${watch.polls - watch.complete - watch.failed - watch.skipped} cancelled, killed or resting`,
		`  ${watch.events} events, ${watch.repeats} of them told again after a kill with the same id`,
		`  ${watch.restarts} restarts, ${watch.kills} kills`,
		`${tally.requests} requests, ${sum(tally.faults)} faults and changes that struck:`,
		...counts(tally.faults),
		`Memory, live after a forced collection: ${megabytes(memory.first)} at first, ${megabytes(memory.half)} halfway, ${megabytes(memory.last)} at the end;`,
		`  ${memoryInWords(memory)}`,
		`Sockets, timers and other handles left: ${left.length === 0 ? 'none' : left.join(', ')}`,
		`Unhandled rejections, warnings of Node.js, output of the server: ${problems.length === 0 ? 'none' : problems.join('\n  ')}`,
		`${failures.length} wrong results${failures.length === 0 ? '.' : ':'}`,
		...failures.slice(0, shownFailures).map((failure) => `  ${failure}`),
		`${(seconds / 60).toFixed(1)} minutes: ${report.isGood ? 'good' : 'FAILED'}`,
	];
	return lines.join('\n');
}

function memoryInWords({ verdict, slope, noise }: MemoryVerdict): string {
	if (verdict === 'not judged') return 'not judged, as there were too few searches and polls';
	const trend = `${slope.toFixed(0)} ± ${noise.toFixed(0)}`;
	return `${trend} bytes for each search or poll in the second half: ${verdict}`;
}

function sum(counts: ReadonlyMap<string, number>): number {
	return [...counts.values()].reduce((total, each) => total + each, 0);
}

/** The most frequent first. */
function counts(counted: ReadonlyMap<string, number>): string[] {
	return [...counted]
		.sort(([, one], [, other]) => other - one)
		.map(([name, times]) => `  ${String(times).padStart(6)}  ${name}`);
}
