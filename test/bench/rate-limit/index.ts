import type { Section } from '../section.ts';
import { compare } from './comparison.ts';
import { runRealMinute } from './real-minute.ts';
import { runScenarios } from './scenarios.ts';

/** With fewer starts, for whoever works on the benchmark. */
const isQuick = process.argv.includes('--quick');

/** All clients against the documented limit. */
export const rateLimit: Section = {
	name: 'rate-limit',
	run: (progress) => compare(isQuick ? 4 : 20, progress),
};

/** All clients where something is not as usual. */
export const scenarios: Section = {
	name: 'scenarios',
	run: (progress) => runScenarios(isQuick ? 1 : 4, progress),
};

/** A few clients without compressed time, which takes minutes. */
export const realMinute: Section = { name: 'real-minute', run: runRealMinute };
