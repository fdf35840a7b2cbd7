import { joinFindings } from '../join-findings.ts';
import type { Section } from '../section.ts';
import { memory } from './memory.ts';
import { packages } from './packages.ts';
import { reading } from './reading.ts';

/** What the packages cost: processor time, memory, and what a host has to load. */
export const costs: Section = {
	name: 'costs',
	async run(progress) {
		return joinFindings([
			await reading(progress),
			await memory(progress),
			await packages(progress),
		]);
	},
};
