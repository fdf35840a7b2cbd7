import type { Findings } from '../section.ts';
import { inFlight } from './comparison.ts';
import type { ClientName } from './clients/index.ts';
import { windowCalls, windowMs } from './limit.ts';
import { measureLatency } from './measure-latency.ts';
import type { Run, Task } from './run-client.ts';
import { runClients } from './run-clients.ts';
import { startServers } from './servers.ts';

const pages = 150;
const compared: readonly ClientName[] = ['core', 'loop that waits', 'axios-retry', 'bottleneck'];

/** A few clients at the true speed of clocks, started in the middle of a window. */
export async function runRealMinute(progress: (text: string) => void): Promise<Findings> {
	progress(`${pages} pages in windows of ${windowMs / 1000} s`);
	const timeScale = 1;
	const count = compared.length;
	const servers = await startServers({ situation: 'documented', pages, count, timeScale });
	try {
		const [server] = servers.all;
		if (!server) throw new Error('There is no server.');
		const latency = await measureLatency(server, timeScale, inFlight);
		const conditions = { timeScale, inFlight, latency };
		const tasks = compared.map((client): Task => ({
			client,
			pages,
			remaining: windowCalls,
			untilReset: windowMs / 2,
		}));
		const runs = await runClients(servers.all, tasks, conditions);
		return { tables: [tableOf(runs)], targets: targetsOf(runs), plots: [] };
	} finally {
		await servers.stop();
	}
}

function tableOf(runs: readonly Run[]) {
	const head = ['client', 'time', `÷ limit at ${inFlight}`, '429s', 'wasted calls', 'pages lost'];
	const rows = runs.map(({ client, took, limit, refused, wasted, lost }) => [
		...[client, `${(took / 1000).toFixed(1)} s`, (took / limit).toFixed(2)],
		...[refused, wasted, lost].map(String),
	]);
	return {
		title: `Real minutes, ${pages} pages, ${windowCalls} calls left`,
		rows: [head, ...rows],
	};
}

function targetsOf(runs: readonly Run[]) {
	return runs
		.filter(({ client }) => client === 'core')
		.map(({ took, limit, refused, lost }) => ({
			says: `core: ${(took / limit).toFixed(2)} times the limit, ${refused} calls refused, ${lost} pages lost`,
			isMet: took <= 1.1 * limit && refused === 0 && lost === 0,
		}));
}
