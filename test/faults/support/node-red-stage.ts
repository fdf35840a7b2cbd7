import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IngramError } from '@ingram-orders/core';
import { axiosHost } from '../../../packages/node-red/src/host/axios-host.ts';
import { search } from '../../../packages/node-red/test/support/flow.ts';
import { watch } from '../../../packages/node-red/test/support/watch-flow.ts';
import type { FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { codeIn } from './code-of.ts';
import { openHostStage } from './host-stage.ts';
import { NodeRedRuntime } from './node-red-runtime.ts';
import {
	beforeAllOrders,
	lookedUp,
	pageSize,
	ranInVain,
	ranWith,
	textOf,
	watchedEvents,
	type Ran,
	type Row,
	type Stage,
	type Staging,
} from './stage.ts';

/** As Node-RED numbers it. */
const warnLevel = 30;

/** The nodes in Node-RED's own runtime, over HTTP. */
export async function openNodeRedStage(staging: Staging): Promise<Stage> {
	const { common, clock, simulator, canaries } = await openHostStage(staging);
	const { now, sleep } = clock;
	// The first poll that a watch makes by itself then comes too late for any of these tests.
	Object.assign(axiosHost, { now, sleep, random: () => 1 });
	const userDir = mkdtempSync(path.join(tmpdir(), 'faults-'));
	const { clientId, clientSecret } = canaries.application;
	const node = nodeFor(staging, clock.now());
	const runtime = new NodeRedRuntime(node, simulator.origin, userDir, { clientId, clientSecret });

	const run = async (): Promise<Ran> => {
		await runtime.load();
		const { results, failures, log, isClosed } = await runtime.ask();
		const [failed] = failures;
		if (failed) return ranInVain((failed['ingram'] as { failure: IngramError }).failure.code);
		const problem = log.find(({ msg }) => /A poll failed|leaves no time/.test(String(msg)));
		if (problem) return ranInVain(codeIn(String(problem.msg)));
		if (isClosed && results.length === 0) return ranInVain('silence');
		const rows = results.flatMap(({ payload }) => payload as Row | readonly Row[]);
		const isAll = log.every(({ level }) => level !== warnLevel);
		return ranWith(rows, staging.hasDocuments, isAll);
	};

	return {
		...common,
		start: () => ({ ended: run(), stop: () => runtime.unload() }),
		everythingTold: () => textOf([runtime.told, filesBelow(userDir)]),
		close: async () => {
			await runtime.unload();
			await common.close();
			rmSync(userDir, { recursive: true });
		},
	};
}

function nodeFor({ task, hasDocuments, limits }: Staging, now: number): FlowNode {
	const properties = {
		includeLinked: hasDocuments ? 'order' : '',
		timeout: String(limits.timeout),
		maxWait: String(limits.maxWait),
	};
	if (task === 'watch') return watch('asked', { ...properties, events: watchedEvents });
	return search('asked', {
		...{ ...properties, pageSize: String(pageSize), output: 'suborders' },
		...(task === 'look-up' && {
			...{ orderNumber: JSON.stringify(lookedUp), orderNumberType: 'json' },
			...{ createdAfter: beforeAllOrders(now), createdAfterType: 'str' },
		}),
	});
}

/** What a watch has kept. */
function filesBelow(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name), 'utf8'));
}
