import type { ClientRequest } from 'node:http';
import { clock as clockOfNodes } from '../../../nodes/shared/ingram.ts';
import { credentialFor, start, type Ended } from '../../hosts/n8n/support/n8n.ts';
import { PollingN8n } from '../../hosts/n8n/support/polling-n8n.ts';
import { codeIn } from './code-of.ts';
import { openHostStage, type HostStage } from './host-stage.ts';
import {
	beforeAllOrders,
	lookedUp,
	pageSize,
	ranInVain,
	ranWith,
	textOf,
	watchedEvents,
	type Ran,
	type Running,
	type Stage,
	type Staging,
} from './stage.ts';

/** The node in n8n's own engine, over HTTP. */
export async function openN8nStage(staging: Staging): Promise<Stage> {
	const host = await openHostStage(staging, isWithoutTimeLimit);
	const told: unknown[] = [];
	const { start, shown } = (staging.task === 'watch' ? watchIn : searchIn)(host, staging, told);
	return {
		...host.common,
		start,
		everythingTold: () => textOf([told, shown()]),
	};
}

/**
 * In an execution n8n puts its own signal in the place of the node's, so a request that took too long
 * ends by its time limit, which counts on the machine's clock.
 */
function isWithoutTimeLimit({ socket }: ClientRequest): boolean {
	return (socket?.timeout ?? 0) === 0;
}

interface Node {
	start: () => Running;
	/** What lies in n8n beside what came of each run. */
	shown: () => unknown;
}

function searchIn(
	{ clock, simulator, canaries }: HostStage,
	{ task, hasDocuments, limits }: Staging,
	told: unknown[],
): Node {
	Object.assign(clockOfNodes, { now: clock.now, sleep: clock.sleep });
	const { clientId, clientSecret } = canaries.application;
	const credential = credentialFor(simulator, { clientId, clientSecret });
	const includeLinked = hasDocuments ? ['order'] : [];
	const filters = {
		orderNumber: '={{ $json.numbers }}',
		createdAfter: beforeAllOrders(clock.now()),
	};
	const execution = {
		credential,
		parameters: {
			...{ returnAll: true, options: { pageSize, includeLinked, ...limits } },
			...(task === 'look-up' && { filters }),
		},
		items: [task === 'look-up' ? { numbers: [...lookedUp] } : {}],
	};
	const toRan = (ended: Ended): Ran => {
		told.push(ended);
		if (ended.error) return ranInVain(codeIn(ended.error.message));
		if (ended.run.status === 'canceled') return ranInVain('CANCELLED');
		const isAll = ended.hints.every(({ type }) => type !== 'warning');
		return ranWith(ended.items, hasDocuments, isAll);
	};
	return {
		start: () => {
			const started = start(execution);
			return {
				ended: started.then(({ ended }) => ended).then(toRan),
				stop: async () => {
					(await started).cancel();
				},
			};
		},
		shown: () => undefined,
	};
}

function watchIn(
	{ clock, simulator, canaries }: HostStage,
	{ hasDocuments, hasDeadline, limits }: Staging,
	told: unknown[],
): Node {
	const { clientId, clientSecret } = canaries.application;
	const includeLinked = hasDocuments ? ['order'] : [];
	const parameters = { events: watchedEvents, options: { includeLinked, ...limits } };
	const { now, sleep, random } = clock;
	const n8n = new PollingN8n({
		engine: hasDeadline ? 'durable cursors' : 'classic',
		credential: credentialFor(simulator, { clientId, clientSecret }),
		triggers: [{ parameters }],
		clock: { now, sleep, random },
	});
	let isPublished = false;

	const poll = async (): Promise<Ran> => {
		const before = { told: n8n.told.length, failures: n8n.failures.length, log: n8n.log.length };
		try {
			if (isPublished) await n8n.tick();
			else await n8n.publish();
			isPublished = true;
		} catch (thrown) {
			told.push(thrown);
			return ranInVain(codeIn((thrown as Error).message));
		}
		const [failure] = n8n.failures.slice(before.failures);
		if (failure) return ranInVain(codeIn(failure.message));
		const lines = n8n.log.slice(before.log);
		const problem = lines.find(({ message }) => /failing since|leaves no time/.test(message));
		if (problem) return ranInVain(codeIn(problem.message));
		const isAll = lines.every(({ level }) => level !== 'warn');
		return ranWith(n8n.told.slice(before.told), hasDocuments, isAll);
	};

	return {
		start: () => ({ ended: poll(), stop: () => Promise.reject(new Error('n8n cannot.')) }),
		shown: () => [n8n.told, n8n.failures, n8n.log, n8n.database],
	};
}
