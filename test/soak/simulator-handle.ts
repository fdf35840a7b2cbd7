import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Fault, SimulatorOptions } from '@ingram-orders/simulator';
import type { OrderChangeEffect } from './any-fault.ts';
import type { Answer, Command, Message } from './simulator-process.ts';

type CommandOf<Kind extends Command['kind']> = Omit<Extract<Command, { kind: Kind }>, 'lane'>;

/** The process in which simulators run, one on each lane. */
export class SimulatorProcess {
	readonly #child: ChildProcess;
	readonly #waiting = new Map<number, (message: Message) => void>();
	#asked = 0;
	#output = '';

	constructor() {
		const program = path.join(import.meta.dirname, 'simulator-process.ts');
		this.#child = fork(program, [], {
			execArgv: ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'],
			stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		});
		for (const stream of [this.#child.stdout, this.#child.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.#output += text;
			});
		}
		this.#child.on('message', (message: Message) => {
			this.#waiting.get(message.id)?.(message);
			this.#waiting.delete(message.id);
		});
		this.#child.on('exit', () => {
			for (const [id, settle] of this.#waiting) settle({ id, problem: 'the process has ended' });
			this.#waiting.clear();
		});
	}

	/** Everything it has written so far. */
	get output(): string {
		return this.#output;
	}

	/** @throws Error with the simulator's words, and what the process has written */
	async ask(command: Command): Promise<Answer> {
		const id = ++this.#asked;
		const message = await new Promise<Message>((resolve) => {
			this.#waiting.set(id, resolve);
			this.#child.send({ id, command });
		});
		if ('answer' in message) return message.answer;
		throw new Error(`The simulator: ${message.problem}\n${this.#output}`);
	}

	async end(): Promise<void> {
		if (this.#child.exitCode !== null) return;
		const ended = once(this.#child, 'exit');
		this.#child.disconnect();
		await ended;
	}
}

/** One simulator after the other at the same address. */
export class SimulatorLane {
	readonly #process: SimulatorProcess;
	readonly #lane: number;
	readonly #clockStartedAt: number;

	constructor(process: SimulatorProcess, lane: number, clockStartedAt: number) {
		this.#process = process;
		this.#lane = lane;
		this.#clockStartedAt = clockStartedAt;
	}

	start(options: SimulatorOptions): Promise<Answer> {
		return this.#ask({ kind: 'start', clockStartedAt: this.#clockStartedAt, options });
	}

	async stop(): Promise<void> {
		await this.#ask({ kind: 'stop' });
	}

	/** Lets so many milliseconds go by on the server's clock. */
	async pass(ms: number): Promise<void> {
		await this.#ask({ kind: 'pass', ms });
	}

	change(change: OrderChangeEffect): Promise<Answer> {
		return this.#ask({ kind: 'change', change });
	}

	/** Forgets earlier requests and faults, and sets these faults. */
	begin(faults: readonly Fault[]): Promise<Answer> {
		return this.#ask({ kind: 'begin', faults });
	}

	/** Takes all faults away, and tells what came since `begin`. */
	end(): Promise<Answer> {
		return this.#ask({ kind: 'end' });
	}

	#ask(command: { [Kind in Command['kind']]: CommandOf<Kind> }[Command['kind']]): Promise<Answer> {
		return this.#process.ask({ lane: this.#lane, ...command });
	}
}
