import { planSearch } from '@ingram-orders/core';
import { versionOf } from '../../../packages/core/src/api/versions.ts';
import { Ledger } from '../../../packages/core/src/reading/ledger.ts';
import { toItems } from '../../../packages/core/src/search/items.ts';
import { median } from '../statistics.ts';
import { endWithParent, report } from '../own-process.ts';
import { account } from './account.ts';
import { pageSize, simulatedPages } from './simulated-pages.ts';

/** A process of its own: `measure-reading.ts <orders>`. */

/** What the core makes of answers beside parsing them; medians of several rounds. */
export interface ReadingCost {
	orders: number;
	bytes: number;
	/** Milliseconds of processor time. */
	parseMs: number;
	rowsMs: number;
	/** Of both in the same round, as what else a machine does slows down both. */
	ratio: number;
}

const rounds = 7;

/** A round reads short lists several times, so that each round takes about as long. */
const ordersInRound = 100_000;

endWithParent();
report(measureReading(Number(process.argv[2])));

/** Times the way from the bytes of all pages to rows against `JSON.parse` of the same bytes. */
function measureReading(orders: number): ReadingCost {
	const pages = simulatedPages(orders);
	const times = Math.ceil(ordersInRound / orders);
	const parse: number[] = [];
	const rows: number[] = [];
	const ratios: number[] = [];
	const timeRound = (read: () => void) => {
		const startedAt = processorMs();
		for (let time = 0; time < times; time++) read();
		return (processorMs() - startedAt) / times;
	};
	for (let round = 0; round <= rounds; round++) {
		const parseMs = timeRound(() => {
			for (const body of pages) JSON.parse(body);
		});
		const rowsMs = timeRound(() => readRows(pages));
		// Once without counting, so that nobody pays for being compiled.
		if (round === 0) continue;
		parse.push(parseMs);
		rows.push(rowsMs);
		ratios.push(rowsMs / parseMs);
	}
	const bytes = pages.reduce((sum, body) => sum + Buffer.byteLength(body), 0);
	return {
		...{ orders, bytes },
		...{ parseMs: median(parse), rowsMs: median(rows), ratio: median(ratios) },
	};
}

/** Of all threads of this process, garbage collection included; a busy machine does not lengthen it. */
function processorMs(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1000;
}

/** What the core does with each answer between the network and whoever takes the rows. */
function readRows(pages: readonly string[]): void {
	const version = versionOf(account);
	const plan = planSearch({}, account, 'UTC');
	const [listing] = version.listings(account, plan.criteria, Date.now());
	const ledger = new Ledger();
	ledger.startReading();
	for (const [index, body] of pages.entries()) {
		const outcome = listing?.page(index + 1, pageSize).read({ status: 200, headers: {}, body });
		if (outcome?.kind !== 'value') throw new Error('A page could not be read.');
		for (const order of ledger.take(outcome.value)) toItems(order, plan, version, Date.now());
	}
}
