import { IngramError } from '@ingram-orders/core';
import { startSimulator } from '@ingram-orders/simulator';
import { helpText, readFlags } from './demo/flags.ts';
import { holdReport } from './demo/hold-report.ts';
import { searchHolds } from './demo/search-holds.ts';
import { serverFromEnvironment, type ServerSettings } from './demo/server-settings.ts';
import type { Show } from './demo/show.ts';
import { showN8n } from './demo/show-n8n.ts';
import { showNodeRed } from './demo/show-node-red.ts';
import { beginStep } from './demo/step.ts';
import { failureLines, progressText, summaryText, warningLines } from './demo/terminal-text.ts';
import { chooseShipment, type DemoStage } from './demo/watch-tab.ts';

/** How far back the demo looks. The simulator also has the API document's orders of 2020, for look-ups. */
const days = 60;

const print = (text: string) => process.stdout.write(`${text}\n`);
const stop = new AbortController();
const isStopped = () => stop.signal.aborted;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.on(signal, () => stop.abort());
}

const flags = readFlags(process.argv.slice(2));
if ('unknown' in flags) {
	process.stderr.write(`npm start has no option ${flags.unknown}; see npm start -- --help\n`);
	process.exitCode = 2;
} else if (flags.given.has('--help')) {
	print(helpText());
} else {
	const host = flags.given.has('--n8n') ? showN8n : showNodeRed;
	const show = flags.given.has('--once') ? undefined : host;
	const given = serverFromEnvironment(process.env);
	if (given) await run(given, show);
	else await runOnSimulator(show);
}

async function runOnSimulator(show: Show | undefined): Promise<void> {
	const step = beginStep("Starting a simulator of Ingram Micro's API");
	const simulator = await startSimulator({
		orders: 400,
		days,
		search: { lookbackDays: days },
		latencyMs: { min: 20, max: 80 },
	});
	step.done(simulator.origin);
	try {
		const settings = {
			environment: 'custom',
			baseUrl: simulator.origin,
			clientId: 'demo-app',
			clientSecret: 'demo-secret',
			customerNumber: '20-123456',
			countryCode: 'UK',
		};
		await run(settings, show, { origin: simulator.origin, ...chooseShipment(simulator.orders) });
	} finally {
		await simulator.close();
	}
}

async function run(
	settings: ServerSettings,
	show: Show | undefined,
	stage?: DemoStage,
): Promise<void> {
	const isFound = await search(settings);
	if (!isFound || isStopped()) return;
	try {
		await show?.(settings, { stage, print, stop: stop.signal });
	} catch (error) {
		// A terminal sends Ctrl-C to a host that is starting, too.
		if (isStopped()) return;
		print(`\n${error instanceof Error ? error.message : String(error)}`);
		process.exitCode = 1;
	}
}

/** Prints the orders on hold, or why they could not be fetched; false then. */
async function search(settings: ServerSettings): Promise<boolean> {
	const step = beginStep(`Searching the orders of the last ${days} days for holds`);
	try {
		const { rows, summary } = await searchHolds(settings, days, {
			onProgress: (progress) => step.note(progressText(progress)),
			signal: stop.signal,
		});
		step.done(summaryText(summary));
		const report = rows.length > 0 ? [holdReport(rows)] : [];
		print(['', ...report, ...warningLines(summary), ''].join('\n'));
		return true;
	} catch (error) {
		step.failed();
		if (!(error instanceof IngramError)) throw error;
		if (isStopped()) return false;
		print(failureLines(error).join('\n'));
		process.exitCode = 1;
		return false;
	}
}
