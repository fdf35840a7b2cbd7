import { parseArgs } from 'node:util';
import { IngramError } from '@ingram-orders/core';
import { startSimulator } from '@ingram-orders/simulator';
import { holdTable } from './demo/hold-table.ts';
import { searchHolds } from './demo/search-holds.ts';
import { serverFromEnvironment, type ServerSettings } from './demo/server-settings.ts';
import { showNodeRed } from './demo/show-node-red.ts';
import { failureLines, progressLine, summaryLines } from './demo/terminal-text.ts';
import { chooseShipment, type DemoStage } from './demo/watch-tab.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => stop.abort());
}

/** `--once` searches and ends; without it Node-RED is shown until Ctrl-C. */
const { once = false } = parseArgs({ options: { once: { type: 'boolean' } } }).values;

const given = serverFromEnvironment(process.env);
if (given) await run(given);
else await runOnSimulator();

async function runOnSimulator(): Promise<void> {
	const simulator = await startSimulator({ orders: 400, latencyMs: { min: 20, max: 80 } });
	print(`The simulator of the Ingram Micro API listens at ${simulator.origin}.`);
	try {
		const settings = {
			environment: 'custom',
			baseUrl: simulator.origin,
			clientId: 'demo-app',
			clientSecret: 'demo-secret',
			customerNumber: '20-123456',
			countryCode: 'UK',
		};
		await run(settings, { origin: simulator.origin, ...chooseShipment(simulator.orders) });
	} finally {
		await simulator.close();
	}
}

async function run(settings: ServerSettings, stage?: DemoStage): Promise<void> {
	const isFound = await search(settings);
	if (isFound && !once && !stop.signal.aborted) {
		await showNodeRed(settings, { stage, print, stop: stop.signal });
	}
}

/** Prints the orders on hold, or why they could not be fetched; false then. */
async function search(settings: ServerSettings): Promise<boolean> {
	print('Searching for orders on hold …');
	try {
		const { rows, summary } = await searchHolds(settings, {
			onProgress: (progress) => print(progressLine(progress)),
			signal: stop.signal,
		});
		if (rows.length > 0) print(holdTable(rows, Date.now()));
		print(summaryLines(summary, rows.length).join('\n'));
		return true;
	} catch (error) {
		if (!(error instanceof IngramError)) throw error;
		print(failureLines(error).join('\n'));
		process.exitCode = 1;
		return false;
	}
}
