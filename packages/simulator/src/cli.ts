#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { flagHelp, flagTypes, readFlags } from './cli-flags.ts';
import { startSimulator } from './http-server.ts';
import { OptionError } from './options.ts';
import type { Simulator } from './simulator-types.ts';

const badUsage = 2;

try {
	await run();
} catch (error) {
	if (!isUsageError(error)) throw error;
	console.error(`${error.message}\nSee ingram-simulator --help`);
	process.exitCode = badUsage;
}

async function run(): Promise<void> {
	const { values } = parseArgs({ options: flagTypes(), strict: true, allowPositionals: false });
	if (values['help'] === true) {
		console.log(flagHelp());
		return;
	}
	const simulator = await startSimulator(readFlags(values));
	announce(simulator);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

function announce({ origin }: Simulator): void {
	console.log(`Simulated Ingram Micro order API on ${origin}

  token    POST ${origin}/oauth/oauth30/token
  search   GET  ${origin}/resellers/v5/orders/search
           GET  ${origin}/resellers/v6/orders/search
  sandbox  GET  ${origin}/sandbox/resellers/v5/orders/search
           GET  ${origin}/sandbox/resellers/v6/orders/search
  control  GET  ${origin}/_control/state

Stop it with Ctrl-C.`);
}

/** Errors that say what is wrong with the command line, node:util's own among them. */
function isUsageError(error: unknown): error is Error {
	if (error instanceof OptionError) return true;
	const code = error instanceof Error && 'code' in error ? error.code : undefined;
	return typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS');
}
