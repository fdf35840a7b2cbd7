import { styleText } from 'node:util';
import { columns, printable } from './terminal-text.ts';

/** Something that takes a while, told in one line. */
export interface Step {
	/** Shows how far it is, where the line can be written anew. */
	readonly note: (text: string) => void;
	/** Ends the line with what came of it. */
	readonly done: (result: string) => void;
	/** Ends the line where nothing came of it. */
	readonly failed: () => void;
}

/** Begins the line of a step. */
export function beginStep(title: string): Step {
	const begin = `${title} … `;
	const out = process.stdout;
	const writeAnew = (text: string) => {
		out.cursorTo(0);
		out.write(begin + text);
		out.clearLine(1);
	};
	const end = (text: string) => {
		if (out.isTTY) writeAnew(text);
		else out.write(text);
		out.write('\n');
	};
	out.write(begin);
	return {
		note: (text) => {
			// A terminal that does not know its width says 0.
			const room = Math.min(columns, out.columns || columns) - begin.length - 1;
			if (out.isTTY) writeAnew(styleText('dim', printable(text).slice(0, Math.max(0, room))));
		},
		done: (result) => end(styleText('green', result)),
		failed: () => end(styleText('red', 'failed')),
	};
}
