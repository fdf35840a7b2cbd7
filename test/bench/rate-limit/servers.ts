import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import type { Application, Usage } from '@ingram-orders/simulator';
import { firstLine } from './first-line.ts';
import { windowMs } from './limit.ts';
import type { SituationName } from './situations.ts';

const program = fileURLToPath(new URL('serve.ts', import.meta.url));

/** One server, and applications on it that nobody has used yet. */
export interface Server {
	readonly origin: string;
	/** Milliseconds since 1970 by the server's clock. */
	now(): number;
	/** Milliseconds until the present window ends. */
	untilReset(): number;
	/** The next application, with a token, after so many calls of the present window. */
	prepare(spent: number): Promise<Prepared>;
}

export interface Prepared {
	readonly application: Application;
	readonly token: string;
	/** What came of it at the server by now, without what was spent beforehand. */
	readonly usage: () => Promise<Pick<Usage, 'calls' | 'violations' | 'spikeArrests'>>;
}

export interface Servers {
	readonly all: readonly Server[];
	stop(): Promise<void>;
}

/** Starts so many servers in one process of their own. One order is a page of them. */
export async function startServers(options: {
	situation: SituationName;
	pages: number;
	count: number;
	timeScale: number;
}): Promise<Servers> {
	const { situation, pages, count, timeScale } = options;
	const process = fork(program, [situation, String(pages), String(count), String(timeScale)], {
		stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
	});
	const desk = `http://127.0.0.1:${await firstLine(process)}`;
	const { data } = await axios.get<Described[]>(`${desk}/servers`);
	return {
		all: data.map((described, index) => serverAt(desk, index, described, timeScale)),
		stop: async () => {
			process.disconnect();
			await once(process, 'exit');
		},
	};
}

/** A server, and its clock at a moment of the wall's. */
interface Described {
	origin: string;
	wall: number;
	now: number;
	/** How long after each full minute its windows begin. */
	phaseMs: number;
}

function serverAt(desk: string, index: number, described: Described, timeScale: number): Server {
	const { origin, wall, phaseMs } = described;
	const now = () => described.now + (performance.timeOrigin + performance.now() - wall) * timeScale;
	let used = 0;
	return {
		origin,
		now,
		untilReset: () => windowMs - ((now() - phaseMs) % windowMs),
		prepare: async (spent) => {
			const params = { server: index, application: used++, spent };
			const { data } = await axios.get<Pick<Prepared, 'application' | 'token'>>(`${desk}/prepare`, {
				params,
			});
			return { ...data, usage: () => usageOf(desk, params) };
		},
	};
}

async function usageOf(
	desk: string,
	params: { server: number; application: number; spent: number },
): ReturnType<Prepared['usage']> {
	const { data } = await axios.get<Usage | null>(`${desk}/usage`, { params });
	const { calls = 0, violations = 0, spikeArrests = 0 } = data ?? {};
	return { calls: calls - params.spent, violations, spikeArrests };
}
