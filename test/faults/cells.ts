import { faults, type Expected, type FaultCase } from './faults.ts';
import { durations, moments, tasks, type Duration, type Moment, type Task } from './moments.ts';

export const hosts = ['core', 'n8n', 'Node-RED'] as const;
export type Host = (typeof hosts)[number];

/** One fault at one moment of one task in one host. */
export interface Cell {
	host: Host;
	task: Task;
	fault: FaultCase;
	moment: Moment;
	duration: Duration;
	/** `silence`: whoever stops a run hears no more of it. */
	expected: Expected | 'silence';
	/** For whoever reads the test's name. */
	name: string;
}

type Crossing = Omit<Cell, 'expected' | 'name'>;

/**
 * What is tried in a host: what it does itself, which is requests, tokens, what it makes of a result,
 * what it keeps, and how it starts and stops. Which page a fault strikes is left to the core's cells.
 */
const inHosts: Readonly<Record<Task, Readonly<Record<string, readonly Duration[]>>>> = {
	search: {
		'at the token request': ['once', 'lasting'],
		'on the middle page': ['once', 'lasting'],
		'at a linked document': ['lasting'],
		'when the user stops it': ['lasting'],
	},
	'look-up': {
		'on the middle page': ['once'],
		'when the user stops it': ['lasting'],
	},
	watch: {
		'at the token request': ['once'],
		'on the middle page': ['lasting'],
		'at the first poll': ['lasting'],
		'between two polls': ['once'],
		'when the user stops it': ['lasting'],
		'when its time is over': ['lasting'],
	},
};

/** Which crossings are no cells, and why. */
export const leftOut: readonly { because: string; applies: (crossing: Crossing) => boolean }[] = [
	{
		because: 'what can only happen once does not last',
		applies: ({ fault, duration }) => duration === 'lasting' && fault.lasting === undefined,
	},
	{
		because: 'the second attempt is one request',
		applies: ({ moment, duration }) => moment.before !== undefined && duration === 'lasting',
	},
	{
		because: 'a run is stopped, or out of time, while something keeps it waiting',
		applies: ({ fault, moment, duration }) =>
			moment.endedBy !== undefined && (duration === 'once' || fault.keepsWaiting !== true),
	},
	{
		because: 'only a watch has polls',
		applies: ({ task, moment }) =>
			task !== 'watch' && (moment.isFirstPoll === true || moment.triggers === undefined),
	},
	{
		because: 'only polls have a deadline, and only in n8n, which gives them one',
		applies: ({ host, task, moment }) =>
			moment.endedBy === 'deadline' && (task !== 'watch' || host === 'Node-RED'),
	},
	{
		because: 'n8n lets nobody stop a poll',
		applies: ({ host, task, moment }) =>
			host === 'n8n' && task === 'watch' && moment.endedBy === 'user',
	},
	{
		because:
			'between two polls nobody asks: what can happen then happens to orders, tokens or clock',
		applies: ({ fault, moment, duration }) =>
			moment.triggers === undefined && (fault.betweenPolls === undefined || duration === 'lasting'),
	},
	{
		because: 'a list changes, or contradicts itself, on one of its pages',
		applies: ({ fault, moment }) =>
			fault.isOfLists === true && moment.triggers !== undefined && moment.page === undefined,
	},
	{
		because:
			'a first page that tells less, and is alone with it, is the truth for all anybody knows',
		applies: ({ fault, moment }) => fault.isOfLaterPages === true && moment.page === 1,
	},
	{
		because: 'requests for tokens are not counted and need no token',
		applies: ({ fault, moment }) => fault.isOfTheApi === true && moment.needsToken === true,
	},
	{
		because: 'n8n waits for a new token, by the machine’s clock, and asks for no other meanwhile',
		applies: ({ host, task, fault, moment }) =>
			host === 'n8n' &&
			task === 'watch' &&
			moment.needsToken === true &&
			fault.name === 'no answer',
	},
	{
		because: 'in a host, what it does itself is tried',
		applies: ({ host, task, moment, duration }) =>
			host !== 'core' && inHosts[task][moment.name]?.includes(duration) !== true,
	},
	{
		because: 'many megabytes take the machine long enough at one moment',
		applies: ({ fault, moment }) => fault.isCostly === true && moment.name !== 'on the middle page',
	},
];

/** Failures of a document that concern it alone: it is missing, and a warning says so. */
const concernsOneDocument: readonly string[] = [
	'NOT_FOUND',
	'REQUEST_REFUSED',
	'UNREADABLE_ANSWER',
];

/** All cells of a host. */
export function cellsOf(host: Host): Cell[] {
	return crossingsOf(host)
		.filter((crossing) => !leftOut.some(({ applies }) => applies(crossing)))
		.map(toCell);
}

/** Each fault at each moment of each task, whether it makes sense or not. */
export function crossingsOf(host: Host): Crossing[] {
	return tasks.flatMap((task) =>
		moments.flatMap((moment) =>
			faults.flatMap((fault) =>
				durations.map((duration) => ({ host, task, fault, moment, duration })),
			),
		),
	);
}

function toCell(crossing: Crossing): Cell {
	const { host, task, fault, moment, duration } = crossing;
	const expected = expectedOf(crossing);
	const struck = `${fault.name} ${moment.name}`;
	const name = `${host} · ${task} · ${struck} · ${duration}: ${expected}`;
	return { ...crossing, expected, name };
}

function expectedOf({ host, task, fault, moment, duration }: Crossing): Cell['expected'] {
	if (moment.endedBy === 'user') return host === 'Node-RED' ? 'silence' : 'CANCELLED';
	const { once, lasting = once, lastingOnFirstPage = lasting } = fault;
	const ofToken = (host === 'n8n' ? fault.ofTokenInN8n : undefined) ?? fault.ofToken;
	const ofMoment = moment.needsToken ? ofToken : undefined;
	const expected = (ofMoment ?? {
		once,
		lasting: moment.page === 1 ? lastingOnFirstPage : lasting,
	})[duration];
	if (moment.hasDocuments && concernsOneDocument.includes(expected)) return 'incomplete';
	// A watch tells nothing of a list that is not whole.
	if (task === 'watch' && expected === 'incomplete') return 'INCOMPLETE';
	return expected;
}
