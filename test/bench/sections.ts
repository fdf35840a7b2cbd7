import { costs } from './costs/index.ts';
import { rateLimit, realMinute, scenarios } from './rate-limit/index.ts';
import { requests } from './requests/index.ts';
import type { Section } from './section.ts';

/** All parts of the benchmark, in the order in which they run. */
export const sections: readonly Section[] = [costs, requests, rateLimit, scenarios, realMinute];

/** Runs only where it is asked for, as it takes real minutes. */
export const onRequest = realMinute.name;
