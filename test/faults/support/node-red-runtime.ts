import { setTimeout as delay } from 'node:timers/promises';
import type { FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { registerAccount } from '../../../packages/node-red/src/nodes/ingram-micro-account/runtime.ts';
import { registerOrderSearch } from '../../../packages/node-red/src/nodes/ingram-order-search/runtime.ts';
import { registerOrderWatch } from '../../../packages/node-red/src/nodes/ingram-order-watch/runtime.ts';
import { account, place, tab } from '../../../packages/node-red/test/support/flow.ts';
import { helperFor } from '../../../packages/node-red/test/support/helper.ts';

type Message = Readonly<Record<string, unknown>>;

interface LogLine {
	level: number;
	msg: unknown;
}

/** What came of a message. */
interface Answered {
	results: Message[];
	/** Of the Catch node. */
	failures: Message[];
	log: readonly LogLine[];
	/** Whether the flow was closed before it was done. */
	isClosed: boolean;
}

const collectors = ['results', 'failures', 'completions', 'statuses'] as const;

const helper = helperFor('node-red');

/** In milliseconds; what was on its way when the flow was closed has come by then. */
const afterClosingMs = 20;

/** One node with all that Node-RED tells of it, in Node-RED's own runtime. */
export class NodeRedRuntime {
	readonly #flow: readonly FlowNode[];
	readonly #credentials: Record<string, string>;
	readonly #told: unknown[] = [];
	#received = received();
	#isLoaded = false;
	#tellEnd = () => {};

	/** @param node with the id `asked`, wired to `results` */
	constructor(
		node: FlowNode,
		origin: string,
		userDir: string,
		credentials: Record<string, string>,
	) {
		helper.settings({ userDir });
		const { credentials: _ofDemo, ...accountNode } = account(origin);
		this.#credentials = credentials;
		this.#flow = [
			...[tab, accountNode, node],
			...collectors.map((id) => ({ id, type: 'helper', z: 'tab', wires: [] })),
			{ id: 'catch', type: 'catch', ...place, scope: null, wires: [['failures']] },
			{ id: 'complete', type: 'complete', ...place, scope: ['asked'], wires: [['completions']] },
			{ id: 'status', type: 'status', ...place, scope: ['asked'], wires: [['statuses']] },
		];
	}

	/** Deploys the flow, unless it is. */
	async load(): Promise<void> {
		if (this.#isLoaded) return;
		this.#isLoaded = true;
		const nodes = [registerAccount, registerOrderSearch, registerOrderWatch];
		await helper.load(nodes, this.#flow, { account: this.#credentials });
		for (const id of collectors) {
			helper.getNode(id).on('input', (message, _send, done) => {
				const msg = message as unknown as Message;
				this.#told.push(msg);
				this.#received[id].push(msg);
				done();
				if (id === 'failures' || id === 'completions') this.#tellEnd();
			});
		}
	}

	/** Sends the node a message; gives what came of it, until it is done or the flow is closed. */
	async ask(): Promise<Answered> {
		this.#received = received();
		const linesBefore = this.#log.length;
		const ended = new Promise<void>((resolve) => {
			this.#tellEnd = resolve;
		});
		helper.getNode('asked').receive({ payload: 'go' });
		await ended;
		const { results, failures } = this.#received;
		const log = this.#isLoaded ? this.#log.slice(linesBefore) : [];
		return { results, failures, log, isClosed: !this.#isLoaded };
	}

	/** Closes the flow, as a deploy does. */
	async unload(): Promise<void> {
		if (!this.#isLoaded) return;
		this.#isLoaded = false;
		this.#told.push(...this.#log);
		await helper.unload();
		await delay(afterClosingMs);
		this.#tellEnd();
	}

	/** Everything that Node-RED was told so far. */
	get told(): readonly unknown[] {
		return this.#isLoaded ? [...this.#told, ...this.#log] : this.#told;
	}

	/** Since the flow was deployed. */
	get #log(): readonly LogLine[] {
		return helper.log().args.map(([line]) => line);
	}
}

function received(): Record<(typeof collectors)[number], Message[]> {
	return { results: [], failures: [], completions: [], statuses: [] };
}
