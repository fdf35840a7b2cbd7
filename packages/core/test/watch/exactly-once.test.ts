import { property } from '../support/property.ts';
import { engines } from '../support/watch-engines.ts';
import { newTally, runWatch } from '../support/watch-run.ts';
import { watchScenario } from '../support/watch-scenario.ts';

const tally = newTally();

/** Of about 40 polls each. */
const scenarios = 80;

describe.each(engines)('Where state is kept as by %s', (engine) => {
	property(
		'each event is told once and none is missing, whatever happens to orders, requests and processes',
		scenarios,
		watchScenario(engine),
		(scenario) => runWatch(scenario, tally),
	);
});

test('that was more than 10,000 polls, with restarts, kills, failures and events', () => {
	// A few scenarios are enough where a number of them was asked for.
	if (process.env['FC_RUNS'] !== undefined) return;
	expect(tally.polls).toBeGreaterThan(10_000);
	expect(tally.complete).toBeGreaterThan(8000);
	expect(tally.events).toBeGreaterThan(10_000);
	expect(tally.restarts).toBeGreaterThan(300);
	expect(tally.kills).toBeGreaterThan(500);
	expect(tally.repeats).toBeGreaterThan(100);
	expect(tally.failed).toBeGreaterThan(200);
	expect(tally.skipped).toBeGreaterThan(20);
});
