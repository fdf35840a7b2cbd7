import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import type { NodeMessageInFlow } from 'node-red';
import type { FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { axiosHost } from '../../../packages/node-red/src/host/axios-host.ts';
import { registerAccount } from '../../../packages/node-red/src/nodes/ingram-micro-account/runtime.ts';
import { registerOrderSearch } from '../../../packages/node-red/src/nodes/ingram-order-search/runtime.ts';
import { registerOrderWatch } from '../../../packages/node-red/src/nodes/ingram-order-watch/runtime.ts';
import { account, place, search, tab } from '../../../packages/node-red/test/support/flow.ts';
import { helperFor } from '../../../packages/node-red/test/support/helper.ts';
import { watch } from '../../../packages/node-red/test/support/watch-flow.ts';
import { codeIn } from './code-of.ts';
import { openHostStage } from './host-stage.ts';
import {
	beforeAllOrders,
	lookedUp,
	pageSize,
	ranInVain,
	ranWith,
	watchedEvents,
	type Ran,
	type Row,
	type Stage,
	type Staging,
} from './stage.ts';

const helper = helperFor('node-red');

type Message = NodeMessageInFlow & Record<string, unknown>;

/** The nodes in Node-RED's own runtime, over HTTP. */
export async function openNodeRedStage(staging: Staging): Promise<Stage> {
	const { task, hasDocuments } = staging;
	const { common, clock, simulator, canaries } = await openHostStage();
	const { now, sleep } = clock;
	// So that no watch polls by itself before it is asked to.
	Object.assign(axiosHost, { now, sleep, random: () => 1 });
	const userDir = mkdtempSync(path.join(tmpdir(), 'faults-'));
	helper.settings({ userDir });
	const { clientId, clientSecret } = canaries.application;
	const flow = [
		...[tab, account(simulator.origin, { credentials: {} }), asked(staging, clock.now())],
		...(['results', 'caught', 'completed', 'shown'] as const).map(collector),
		{ id: 'catch', type: 'catch', ...place, scope: null, wires: [['caught']] },
		{ id: 'complete', type: 'complete', ...place, scope: ['asked'], wires: [['completed']] },
		{ id: 'status', type: 'status', ...place, scope: ['asked'], wires: [['shown']] },
	];
	await helper.load(
		[registerAccount, registerOrderSearch, registerOrderWatch],
		flow,
		{ account: { clientId, clientSecret } },
	);
}

function collector(id: string): FlowNode {
	return { id, type: 'helper', z: 'tab', wires: [] };
}
