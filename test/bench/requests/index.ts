import { joinFindings } from '../join-findings.ts';
import type { Section } from '../section.ts';
import { lookUpRequests } from './look-up-requests.ts';
import { watchRequests } from './watch-requests.ts';

/** How many requests a watch and look-ups take: counts, which are the same on every machine. */
export const requests: Section = {
	name: 'requests',
	async run(progress) {
		return joinFindings([await watchRequests(progress), await lookUpRequests(progress)]);
	},
};
