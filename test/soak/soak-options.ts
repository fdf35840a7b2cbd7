import { parseArgs } from 'node:util';

/** Changes what was given before it is checked, to see whether the check notices. */
export type Sabotage = <T>(given: T[]) => T[];

/** How much is run, and from which seed. */
export interface SoakOptions {
	seed: number;
	searches: number;
	polls: number;
	/** How many searches and watches go on at the same time. */
	lanes: number;
	/** Runs the round of this search only, up to it. */
	onlySearch?: number;
	/** Runs this watch only. */
	onlyWatch?: number;
	sabotage?: Sabotage;
}

export const help = `Searches and polls a simulator over HTTP, with random faults, and checks every result.

    npm run soak -- [options]

  --searches <n>  how many searches (10000)
  --polls <n>     how many polls, by watches of about 40 polls each (10000)
  --seed <n>      the same seed gives the same cases (a new one each time)
  --lanes <n>     how many go on at the same time (16)
  --search <n>    only the server's round that ends with this search, to repeat a failure
  --watch <n>     only this watch, to repeat a failure
  --help          this text

It ends with 1 where a result is wrong, memory grows, or something is left open. Cases are repeatable,
what two processes do within a millisecond is not: a failure of timing may take several tries.
`;

/** @throws Error for an option that does not exist, or a value that is not a whole number */
export function readOptions(args: readonly string[]): SoakOptions | 'help' {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args: [...args],
		options: {
			...{ searches: text, polls: text, seed: text, lanes: text, search: text, watch: text },
			help: { type: 'boolean' },
		},
	});
	if (values.help) return 'help';
	const whole = (name: Exclude<keyof typeof values, 'help'>, least: number) => {
		const value = values[name];
		if (value === undefined) return undefined;
		if (!/^\d+$/.test(value) || Number(value) < least) {
			throw new Error(`--${name} must be a whole number from ${least}, not ${value}`);
		}
		return Number(value);
	};
	const onlySearch = whole('search', 1);
	const onlyWatch = whole('watch', 1);
	return {
		seed: whole('seed', 0) ?? Math.floor(Math.random() * 1_000_000_000),
		searches: whole('searches', 0) ?? 10_000,
		polls: whole('polls', 0) ?? 10_000,
		lanes: whole('lanes', 1) ?? 16,
		...(onlySearch !== undefined && { onlySearch }),
		...(onlyWatch !== undefined && { onlyWatch }),
	};
}
