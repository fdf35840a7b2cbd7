import os from 'node:os';

/** The machine in a line: what a time depends on. */
export function machine(): string {
	const cpus = os.cpus();
	return [
		cpus[0]?.model.trim() ?? 'unknown processor',
		`${cpus.length} cores`,
		`${Math.round(os.totalmem() / 2 ** 30)} GB of memory`,
		`Node.js ${process.versions.node}`,
		`${os.type()} (${os.arch()})`,
	].join(', ');
}
