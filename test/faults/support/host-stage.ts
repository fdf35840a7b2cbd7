import type { ClientRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { startSimulator, type Fault, type Simulator } from '@ingram-orders/simulator';
import { FastClock } from '../../support/fast-clock.ts';
import { countOpenRequests } from './open-requests.ts';
import { apiOptions, plantCanaries, type Canaries, type Stage, type Staging } from './stage.ts';

/** How fast the clock is; slower where the machine's own work must not use up the time of a run. */
const speeds = { usual: 120, slow: 20 };

/** What takes longer is skipped, in milliseconds of the fast clock. */
const maxWaitMs = 1000;

/** What the stages of real hosts have in common: a server, and a fast clock. */
export interface HostStage {
	readonly clock: FastClock;
	readonly simulator: Simulator;
	readonly canaries: Canaries;
	readonly common: Pick<
		Stage,
		'api' | 'canaries' | 'setFault' | 'finish' | 'pass' | 'leftRunning' | 'close'
	>;
}

/** @param isOpen which of the HTTP requests that have not ended count as left over */
export async function openHostStage(
	{ hasDeadline, isCostly }: Staging,
	isOpen?: (request: ClientRequest) => boolean,
): Promise<HostStage> {
	const clock = new FastClock(hasDeadline || isCostly ? speeds.slow : speeds.usual);
	const canaries = plantCanaries();
	const requests = countOpenRequests(isOpen);
	const simulator = await startSimulator({ ...apiOptions(canaries, clock.now()), now: clock.now });
	// The simulator takes latencies for those of the machine's clock.
	const atSpeed = (fault: Fault): Fault =>
		fault.kind === 'slow' ? { ...fault, latencyMs: clock.inRealMs(fault.latencyMs) } : fault;
	return {
		...{ clock, simulator, canaries },
		common: {
			...{ api: simulator, canaries },
			setFault: (fault) => simulator.control.fault(atSpeed(fault)),
			finish: (work) => work,
			pass: async (ms) => {
				if (ms > maxWaitMs) clock.skip(ms);
				else await delay(clock.inRealMs(ms));
			},
			// A request ends a moment after its answer.
			leftRunning: async () => {
				const left = () => clock.sleeping + requests.open();
				for (let tries = 0; tries < 400 && left() > 0; tries++) await delay(5);
				return left();
			},
			close: async () => {
				requests.stop();
				await simulator.close();
			},
		},
	};
}
