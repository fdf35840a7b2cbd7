import { costs } from './costs/index.ts';
import { requests } from './requests/index.ts';
import type { Section } from './section.ts';

/** All parts of the benchmark, in the order in which they run. */
export const sections: readonly Section[] = [costs, requests];

/** Runs only where it is asked for, as it takes a real minute and more. */
export const onRequest = 'real-minute';
