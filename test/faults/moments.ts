import type { Fault, FaultTrigger } from '@ingram-orders/simulator';

export const tasks = ['search', 'look-up', 'watch'] as const;
export type Task = (typeof tasks)[number];

export const durations = ['once', 'lasting'] as const;
export type Duration = (typeof durations)[number];

/** The list has so many pages. */
const pages = [1, 2, 3, 4, 5] as const;

/** When a fault strikes. */
export interface Moment {
	name: string;
	/** What it strikes; undefined where nobody asks for anything. */
	triggers?: (task: Task, duration: Duration) => readonly FaultTrigger[];
	/** The one page of the list that it strikes. */
	page?: number;
	/** What has gone wrong before. */
	before?: (task: Task) => Fault;
	/** Whether the token that is known has just ended. */
	needsToken?: true;
	/** Whether the run asks for linked documents. */
	hasDocuments?: true;
	/** Who or what ends the run while the fault lasts. */
	endedBy?: 'user' | 'deadline';
	/** Whether it is the first poll of a watch. */
	isFirstPoll?: true;
}

export const moments: readonly Moment[] = [
	{
		name: 'at the token request',
		needsToken: true,
		triggers: (_, duration) => [{ endpoint: 'token', ...times[duration] }],
	},
	...[
		{ name: 'on the first page', page: 1 },
		{ name: 'on the middle page', page: 3 },
		{ name: 'on the last page', page: 5 },
	].map(({ name, page }): Moment => ({
		...{ name, page },
		triggers: (task, duration) => [{ ...onPage(task, page), ...times[duration] }],
	})),
	{
		name: 'on every page',
		triggers: (task, duration) =>
			duration === 'lasting'
				? [{ endpoint: 'search', ...times.lasting }]
				: pages.map((page) => ({ ...onPage(task, page), ...times.once })),
	},
	{
		name: 'at the second attempt',
		before: (task) => ({ kind: 'status', status: 503, ...onPage(task, 3), requests: [1] }),
		triggers: (task) => [{ ...onPage(task, 3), requests: [2] }],
	},
	{
		name: 'at a linked document',
		hasDocuments: true,
		triggers: (_, duration) => [
			{ endpoint: 'order', ...(duration === 'once' ? { requests: [3] } : times.lasting) },
		],
	},
	{
		name: 'when the user stops it',
		endedBy: 'user',
		triggers: (task) => [{ ...onPage(task, 3), ...times.lasting }],
	},
	{
		name: 'when its time is over',
		endedBy: 'deadline',
		triggers: (task) => [{ ...onPage(task, 3), ...times.lasting }],
	},
	{
		name: 'at the first poll',
		isFirstPoll: true,
		triggers: (_, duration) => [{ endpoint: 'search', ...times[duration] }],
	},
	{ name: 'between two polls' },
];

const times = { once: { requests: [1] }, lasting: { every: 1 } } as const;

/** A page of the list that the task reads: of a watch, that of the orders with status C. */
function onPage(task: Task, page: number): FaultTrigger {
	return { endpoint: 'search', page, ...(task === 'watch' && { orderStatus: 'C' }) };
}
