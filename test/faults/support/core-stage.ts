import {
	IngramError,
	OrderSearch,
	OrderWatcher,
	planSearch,
	planWatch,
	type PollOutcome,
} from '@ingram-orders/core';
import { testAccount } from '../../../packages/core/test/support/accounts.ts';
import { createWorld } from '../../../packages/core/test/support/simulated-world.ts';
import {
	apiOptions,
	beforeAllOrders,
	lookedUp,
	pageSize,
	plantCanaries,
	ranInVain,
	ranWith,
	textOf,
	watchedEvents,
	type Ran,
	type Row,
	type Stage,
	type Staging,
} from './stage.ts';

const startAt = Date.UTC(2026, 0, 15, 12);

/** As long as n8n's durable scheduler leaves a poll, in milliseconds. */
const deadlineMs = 34_000;

/** The core alone, on a virtual clock. */
export function openCoreStage({ task, hasDocuments, hasDeadline, limits }: Staging): Stage {
	const canaries = plantCanaries();
	const { clientId, clientSecret } = canaries.application;
	const { api, client, clock, openRequests } = createWorld({
		...{ startAt, latencyMs: 50, clientSecret },
		account: testAccount({ clientId }),
		api: apiOptions(canaries, startAt),
	});
	const told: unknown[] = [];
	const onProgress = (step: unknown) => told.push(step);
	const includeLinked = hasDocuments ? ['order'] : [];
	const watcher = new OrderWatcher();
	let stored: unknown;

	const search = async (signal: AbortSignal): Promise<Ran> => {
		const input = {
			...{ pageSize, includeLinked, ...limits },
			...(task === 'look-up' && { orderNumber: lookedUp, createdAfter: beforeAllOrders(startAt) }),
		};
		const plan = planSearch(input, client.account, 'UTC');
		const run = new OrderSearch(client, plan, { signal, onProgress });
		const items = await run.collect().finally(() => told.push(run.summary));
		told.push(items);
		const { complete, warnings } = run.summary;
		const isAll = complete && warnings.length === 0;
		return ranWith(
			items.map(({ json }) => json as unknown as Row),
			hasDocuments,
			isAll,
		);
	};

	const poll = async (signal: AbortSignal): Promise<Ran> => {
		const plan = planWatch({ events: watchedEvents, includeLinked, ...limits }, client.account);
		const outcome = await watcher.poll(client, plan, {
			...{ stored, signal, onProgress },
			...(hasDeadline && { deadlineAt: clock.now() + deadlineMs }),
		});
		told.push(outcome);
		if (outcome.kind !== 'complete') return ranInVain(endOf(outcome));
		stored = JSON.parse(JSON.stringify(outcome.state));
		const rows = outcome.items as unknown as readonly Row[];
		return ranWith(rows, hasDocuments, outcome.warnings.length === 0);
	};

	const failed = (thrown: unknown): Ran => {
		if (!(thrown instanceof IngramError)) throw thrown;
		told.push(thrown, thrown.description, thrown.stack);
		return ranInVain(thrown.code);
	};

	return {
		...{ api, canaries },
		setFault: api.control.fault,
		start: () => {
			const stopping = new AbortController();
			const ended = (task === 'watch' ? poll : search)(stopping.signal).catch(failed);
			return { ended, stop: () => stopping.abort() };
		},
		finish: (work) => clock.run(work),
		pass: (ms) => clock.pass(ms),
		everythingTold: () => textOf(told),
		leftRunning: () => Promise.resolve(clock.sleeping + openRequests()),
		close: () => Promise.resolve(),
	};
}

function endOf(outcome: Exclude<PollOutcome, { kind: 'complete' }>): Ran['end'] {
	return outcome.kind === 'skipped' ? 'RATE_LIMIT' : outcome.failure.code;
}
