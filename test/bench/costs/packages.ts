import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kilobytes } from '../report/figures.ts';
import type { Findings } from '../section.ts';

interface BuiltPackage {
	name: string;
	host: string;
	build: (outdir: string) => Promise<void>;
}

interface PackageCost {
	bytes: number;
	dependencyBytes: number;
	/** Milliseconds of processor time. */
	loadMs: number;
	dependencyLoadMs: number;
}

const require = createRequire(import.meta.url);
const {
	maxBytes,
	maxLoadMs,
	packageCost,
	packages: builtPackages,
} = require('../../../scripts/package-cost.cjs') as {
	maxBytes: number;
	maxLoadMs: number;
	packageCost: (builtPackage: BuiltPackage, dist: string) => Promise<PackageCost>;
	packages: readonly BuiltPackage[];
};

/** What each package adds to its host, by the budgets that its build has to keep. */
export async function packages(progress: (text: string) => void): Promise<Findings> {
	const rows: string[][] = [];
	let isWithinBudget = true;
	for (const builtPackage of builtPackages) {
		progress(`Package: ${builtPackage.name}`);
		const cost = await costOf(builtPackage);
		isWithinBudget &&= cost.bytes <= maxBytes && cost.loadMs <= maxLoadMs;
		rows.push([
			`${builtPackage.name}, beside ${builtPackage.host}`,
			kilobytes(cost.bytes),
			kilobytes(cost.dependencyBytes),
			`${cost.loadMs.toFixed(0)} ms`,
			`${cost.dependencyLoadMs.toFixed(0)} ms`,
		]);
	}
	return {
		tables: [
			{
				title: 'What a package adds to its host',
				rows: [
					['package', 'code', 'code of dependencies', 'loading', 'loading dependencies'],
					...rows,
				],
			},
		],
		targets: [
			{
				says: `Each package: at most ${kilobytes(maxBytes)} of code, at most ${maxLoadMs} ms to load`,
				isMet: isWithinBudget,
			},
		],
		plots: [],
	};
}

async function costOf(builtPackage: BuiltPackage): Promise<PackageCost> {
	const folder = await mkdtemp(path.join(tmpdir(), 'built-package-'));
	try {
		await builtPackage.build(folder);
		return await packageCost(builtPackage, folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}
