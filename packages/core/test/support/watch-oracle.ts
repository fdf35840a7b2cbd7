import type { WatchPlan } from '@ingram-orders/core';
import { readState, type WatchState } from '../../src/watch/state.ts';
import { isWithin, type Period } from '../../src/watch/sweep.ts';
import type { Complete } from './watch-engines.ts';
import type { Known, KnownHold } from './watch-known.ts';
import type { WatchedOrder } from './watch-server.ts';
import {
	expectOrder,
	expectTrue,
	matchAll,
	toldOf,
	type Expected,
	type Told,
} from './watch-told.ts';
import {
	absent,
	isHeld,
	isListed,
	keysOfSubOrders,
	orderIdOf,
	type Truth,
	type TruthOfPoll,
} from './watch-truth.ts';

/** What a test saw of a complete poll. */
export interface SeenPoll {
	poll: number;
	/** When it began, by the host's clock. */
	at: number;
	truth: TruthOfPoll;
	/** Nothing failed, and nothing changed while it ran. */
	isClean: boolean;
	/** Periods of entry that it asked for, of every status. */
	periods: readonly Period[];
	/** Orders that appeared no later than ten minutes after their entry. */
	prompt: ReadonlySet<string>;
}

/** Checks what complete polls tell and keep against what was true while they ran. */
export class WatchOracle {
	readonly #plan: WatchPlan;
	readonly #isServerAhead: boolean;
	readonly #keys = new Map<string, string>();

	/** @param isServerAhead whether orders are stamped by a clock ahead of the host's */
	constructor(plan: WatchPlan, isServerAhead: boolean) {
		this.#plan = plan;
		this.#isServerAhead = isServerAhead;
	}

	/** Must know each order before a poll can tell of it. */
	learn(orders: readonly WatchedOrder[]): void {
		for (const [key, id] of orders.flatMap(keysOfSubOrders)) this.#keys.set(key, id);
	}

	/**
	 * Checks a complete poll.
	 * @returns what is known now, and what each told event stands for
	 * @throws Error where something is missing, wrong or told for nothing
	 */
	check(
		before: Known,
		outcome: Complete,
		seen: SeenPoll,
	): { known: Known; told: { eventId: string; identity: string }[] } {
		const state = stateOf(outcome);
		const told = outcome.items.map(toldOf);
		const holds = this.#compareHolds(before, state, told, seen);
		const overdue = this.#compareOverdue(before, holds.held, told, seen);
		const statuses = this.#compareStatuses(before, state, seen);
		const created = this.#compareCreated(before, state, told, seen);
		const expected = [
			...[...holds.expected, ...statuses.expected].filter((event) => this.#isTold(event)),
			...overdue.expected,
			...created.expected,
		];
		const identities = matchAll(expected, told);
		expectOrder(told);
		const { at, poll } = seen;
		const read = {
			perhaps: [...before.read.perhaps, ...seen.periods],
			surely: seen.isClean ? [...before.read.surely, ...seen.periods] : before.read.surely,
		};
		const known: Known = {
			...{ poll, at, beginning: before.beginning, read },
			firstAt: before.at === undefined ? at : before.firstAt,
			held: overdue.held,
			endedHolds: holds.endedHolds,
			statuses: statuses.statuses,
			...(created.created && { created: created.created }),
			stale: this.#expectFresh(before, holds.held, seen),
		};
		return { known, told: identities };
	}

	/** What became of holds, going by what the watch keeps; and whether that is true. */
	#compareHolds(before: Known, state: WatchState, told: readonly Told[], seen: SeenPoll) {
		const heldNow = new Map(
			[...state.held.values()].map((held) => [
				`${orderIdOf(held)} ${held.subOrderNumber}`,
				`${held.statusCode}/${held.holdReasonCode}`,
			]),
		);
		const held = new Map<string, KnownHold>();
		const endedHolds = new Map(before.endedHolds);
		const expected: Expected[] = [];
		for (const id of new Set([...before.held.keys(), ...heldNow.keys()])) {
			const known = before.held.get(id);
			const now = heldNow.get(id);
			const identity = (event: string, { hold, changes }: KnownHold, to: string) =>
				[before.beginning, event, id, hold, changes, known?.codes ?? '', to].join(' ');
			if (known && now === known.codes) {
				held.set(id, known);
			} else if (known && now !== undefined) {
				expectTrue(seen.truth.of(id).has(now), `${id} was never ${now}`);
				const next = { ...known, codes: now, changes: known.changes + 1 };
				held.set(id, next);
				const event = 'holdChanged';
				expected.push({
					event,
					id,
					from: known.codes,
					to: now,
					identity: identity(event, next, now),
				});
			} else if (known) {
				const event = 'holdReleased';
				const release = told.find((each) => each.event === event && each.id === id);
				const truths = [...seen.truth.of(id)];
				const gone = truths.includes(absent);
				expectTrue(gone || truths.some((truth) => !isHeld(truth)), `${id} was on hold`);
				const to = release?.to ?? known.codes;
				if (release) {
					expectTrue(release.isGone ? gone : truths.includes(to), `${id} was never ${to}`);
				}
				endedHolds.set(id, known.hold);
				expected.push({ event, id, from: known.codes, to, identity: identity(event, known, to) });
			} else if (now !== undefined) {
				expectTrue(seen.truth.of(id).has(now), `${id} was never ${now}`);
				const next: KnownHold = {
					...{ codes: now, since: Math.floor(seen.at / 1000), changes: 0 },
					hold: (endedHolds.get(id) ?? 0) + 1,
					enteredAt: seen.truth.enteredAt(id) ?? 0,
					overdueTold: new Set(),
				};
				expectTrue(next.enteredAt >= this.#horizon(seen), `${id} is older than the lookback`);
				endedHolds.delete(id);
				held.set(id, next);
				const event = 'holdPlaced';
				if (
					this.#isNew(
						before,
						next,
						told.some((each) => each.event === event && each.id === id),
					)
				) {
					expected.push({ event, id, from: '', to: now, identity: identity(event, next, now) });
				}
			}
		}
		return { held, endedHolds, expected };
	}

	/** Whether a hold that is known for the first time is to be told. */
	#isNew(before: Known, { codes, enteredAt }: KnownHold, isTold: boolean): boolean {
		if (before.at === undefined || this.#plan.tellFirst) return this.#plan.tellFirst;
		if (isListed(codes) || enteredAt > before.firstAt) return true;
		if (isWithin(before.read.surely, enteredAt)) return true;
		// A period that was asked for may not have been read.
		return isWithin(before.read.perhaps, enteredAt) && isTold;
	}

	#compareOverdue(
		before: Known,
		held: ReadonlyMap<string, KnownHold>,
		told: readonly Told[],
		seen: SeenPoll,
	) {
		const next = new Map(held);
		const expected: Expected[] = [];
		const { telling, overdueHours } = this.#plan;
		if (!telling.events.has('holdOverdue')) return { held: next, expected };
		for (const [id, hold] of held) {
			if (!before.held.has(id)) continue;
			const ageHours = (seen.at / 1000 - hold.since) / 3600;
			const due = overdueHours.filter((hours) => hours <= ageHours && !hold.overdueTold.has(hours));
			if (due.length === 0) continue;
			const isSeen = isListed(hold.codes) && seen.truth.steady(id) === hold.codes;
			const isTold = told.some((each) => each.event === 'holdOverdue' && each.id === id);
			if (!isSeen && !isTold) continue;
			next.set(id, { ...hold, overdueTold: new Set([...hold.overdueTold, ...due]) });
			expected.push(
				...due.map((hours): Expected => ({
					...{ event: 'holdOverdue', id, from: hold.codes, to: hold.codes },
					identity: [before.beginning, 'holdOverdue', id, hold.hold, hours].join(' '),
				})),
			);
		}
		return { held: next, expected };
	}

	#compareStatuses(before: Known, state: WatchState, seen: SeenPoll) {
		const statuses = new Map(before.statuses);
		const expected: Expected[] = [];
		if (!this.#plan.telling.events.has('statusChanged')) return { statuses, expected };
		const now = new Map(
			[...(state.statuses ?? [])].map(([key, { statusCode }]) => [
				this.#keys.get(key) ?? key,
				statusCode,
			]),
		);
		for (const [id, statusCode] of now) {
			const known = before.statuses.get(id);
			const changes = known ? known.changes + Number(known.statusCode !== statusCode) : 0;
			statuses.set(id, { statusCode, changes });
			if (!known || known.statusCode === statusCode) continue;
			const codes = [...seen.truth.of(id)].filter((truth) => truth.split('/')[0] === statusCode);
			expectTrue(codes.length > 0, `${id} never had the status ${statusCode}`);
			expected.push({
				...{ event: 'statusChanged', id, from: known.statusCode, to: statusCode },
				identity: [
					before.beginning,
					'statusChanged',
					id,
					changes,
					known.statusCode,
					statusCode,
				].join(' '),
			});
		}
		if (seen.isClean && this.#plan.fullScanEvery > 0) {
			for (const id of seen.truth.ids) {
				const truth = seen.truth.steady(id);
				const isWatched = (seen.truth.enteredAt(id) ?? 0) >= this.#horizon(seen);
				if (truth === undefined || truth === absent || !isWatched) continue;
				expectTrue(now.get(id) === truth.split('/')[0], `the status of ${id} was not seen`);
			}
		}
		return { statuses, expected };
	}

	/** Each order that was not there before is told once, as soon as it was asked for. */
	#compareCreated(before: Known, state: WatchState, told: readonly Told[], seen: SeenPoll) {
		const expected: Expected[] = [];
		const [first = [], ...later] = seen.truth.versions;
		if (!before.created) {
			const idsOf = (orders: readonly WatchedOrder[]) => new Set(orders.map(orderIdOf));
			const begun = {
				before: idsOf(first),
				meanwhile: idsOf(later.flat()),
				done: new Set<string>(),
			};
			return { created: state.created ? begun : undefined, expected };
		}
		const done = new Set(before.created.done);
		for (const orderId of new Set(seen.truth.versions.flat().map(orderIdOf))) {
			const versions = seen.truth.versions.flatMap((orders) =>
				orders.filter((order) => orderIdOf(order) === orderId),
			);
			const isLate = !seen.prompt.has(orderId) || before.created.meanwhile.has(orderId);
			const isThere = versions.length === seen.truth.versions.length;
			const isDue = seen.isClean && isThere && !isLate;
			if (before.created.before.has(orderId) || done.has(orderId)) continue;
			const toldNow = told.filter(
				({ event, id }) => event === 'orderCreated' && id.startsWith(`${orderId} `),
			);
			if (isDue || toldNow.length > 0) done.add(orderId);
			// With a filter, nothing shows when an order was seen that did not meet it.
			const isFiltered = this.#plan.telling.orderStatus.size > 0;
			if ((!isDue || isFiltered) && toldNow.length === 0) continue;
			expectTrue(
				versions.some((version) => this.#isToldWhole(version, toldNow)),
				`${orderId} was not told as created with all its suborders`,
			);
			expected.push(
				...toldNow.map(({ id, to }): Expected => ({
					...{ event: 'orderCreated', id, from: '', to },
					identity: [before.beginning, 'orderCreated', id].join(' '),
				})),
			);
		}
		return { created: { ...before.created, done }, expected };
	}

	/** Whether the events are those of this version of the order. */
	#isToldWhole({ subOrders, ...order }: WatchedOrder, told: readonly Told[]): boolean {
		const meant =
			subOrders.length === 0
				? [`${orderIdOf(order)}  /`].filter(() => this.#meets('/'))
				: subOrders
						.map((each) => ({ ...each, codes: `${each.statusCode}/${each.holdReasonCode}` }))
						.filter(({ codes }) => this.#meets(codes))
						.map(({ number, codes }) => `${orderIdOf(order)} ${number} ${codes}`);
		const given = told.map(({ id, to }) => `${id} ${to}`);
		return meant.sort().join() === given.sort().join();
	}

	/**
	 * What is on hold by its status is known at once, what is so by its reason alone once its part of
	 * the lookback has been read.
	 */
	#expectFresh(before: Known, held: ReadonlyMap<string, KnownHold>, seen: SeenPoll) {
		const stale = new Map<string, number>();
		for (const id of new Set([...seen.truth.ids, ...held.keys()])) {
			const truth = seen.truth.steady(id);
			const known = held.get(id);
			if (truth === undefined || this.#isKnown(id, known, truth, seen)) continue;
			const wasListed = isListed(before.held.get(id)?.codes ?? absent);
			if (isListed(truth) && (wasListed || !known))
				throw new Error(`${id} is not known as ${truth}`);
			if (!seen.isClean) continue;
			const polls = (before.stale.get(id) ?? 0) + 1;
			stale.set(id, polls);
			const untilSeen = this.#pollsUntilSeen(id, wasListed, seen);
			if (untilSeen === 0) continue;
			const untilTold = untilSeen + (truth === absent ? 2 : 0);
			expectTrue(polls < untilTold, `${id} is still not known as ${truth} after ${polls} polls`);
		}
		return stale;
	}

	/** What was on the lists of holds and is not any more is looked up in the same poll. */
	#pollsUntilSeen(id: string, wasListed: boolean, seen: SeenPoll): number {
		const { fullScanEvery, telling } = this.#plan;
		if (wasListed) return 1;
		// What leaves the lookback waits for its turn to be looked up.
		if ((seen.truth.enteredAt(id) ?? 0) < this.#horizon(seen)) return 2 * fullScanEvery;
		if (telling.events.has('statusChanged')) return Math.min(1, fullScanEvery);
		// What is stamped in a window that has not begun yet may have to wait for that.
		return fullScanEvery + Number(fullScanEvery > 0 && this.#isServerAhead);
	}

	#isKnown(id: string, known: KnownHold | undefined, truth: Truth, seen: SeenPoll): boolean {
		if (known) return known.codes === truth;
		const isWatched = (seen.truth.enteredAt(id) ?? 0) >= this.#horizon(seen);
		return !isHeld(truth) || !isWatched;
	}

	#horizon({ at }: SeenPoll): number {
		return at - this.#plan.lookbackMs;
	}

	#isTold({ event, from, to }: Expected): boolean {
		const { telling } = this.#plan;
		return telling.events.has(event) && (this.#meets(to) || (from !== '' && this.#meets(from)));
	}

	/** Whether codes meet the filter on statuses, the only one that these tests use. */
	#meets(codes: string): boolean {
		const { orderStatus } = this.#plan.telling;
		return orderStatus.size === 0 || orderStatus.has(codes.split('/')[0] ?? '');
	}
}

function stateOf({ state }: Complete): WatchState {
	const read = readState(JSON.parse(JSON.stringify(state)), state.account);
	if (!read || !('state' in read)) throw new Error('The state cannot be read.');
	return read.state;
}
