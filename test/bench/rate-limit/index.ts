import type { Section } from '../section.ts';
import { compare } from './comparison.ts';

/** Fewer moments of a window, for who works on the benchmark. */
const phases = process.argv.includes('--quick') ? 4 : 20;

export const rateLimit: Section = {
	name: 'rate-limit',
	run: (progress) => compare(phases, progress),
};
