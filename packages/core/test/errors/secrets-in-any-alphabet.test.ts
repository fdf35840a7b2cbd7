import { redact } from '@ingram-orders/core';
import { createScriptedWorld, type Reply } from '../support/scripted-world.ts';
import { search } from '../support/simulated-world.ts';

/** With characters of two and of four bytes, which JSON may write as one escape or as a pair of them. */
const secret = 'Canary€5ecr3t🔑Łódź秘密';

function escapes(text: string, write: (code: number) => string): string {
	return Array.from({ length: text.length }, (_, index) => {
		const code = text.charCodeAt(index);
		return code > 0x7e ? write(code) : text.charAt(index);
	}).join('');
}

const hex = (code: number) => code.toString(16).padStart(4, '0');

/** The ways in which a server may write it. */
const writings: [name: string, text: string][] = [
	['as it is', secret],
	['escaped as JSON', escapes(secret, (code) => `\\u${hex(code)}`)],
	['escaped as JSON in capitals', escapes(secret, (code) => `\\u${hex(code).toUpperCase()}`)],
	['escaped as JSON within JSON', escapes(secret, (code) => `\\\\u${hex(code)}`)],
	['partly escaped', secret.replace('🔑', '\\ud83d\\udd11')],
	['as an address has it', encodeURIComponent(secret)],
	['as HTML has it', secret.replace('€', '&#8364;').replace('🔑', '&#x1F511;')],
];

test.each(writings)('a secret is taken out of a text that has it %s', (_, written) => {
	expect(redact(`before ${written} after`, [secret])).toBe('before *** after');
	expect(redact(`{"message":"${written}"}`, [secret])).toBe('{"message":"***"}');
});

test.each(['€', '🔑', 'Ł', '秘'])('each character is known by its escape: %s', (character) => {
	const short = `x${character}y`;
	const written = escapes(short, (code) => `\\u${hex(code)}`);
	expect(redact(`before ${written} after`, [short])).toBe('before *** after');
});

test('what only looks alike stays', () => {
	expect(redact('Canary\\u20ad5 and \\ud83d alone', [secret])).toBe(
		'Canary\\u20ad5 and \\ud83d alone',
	);
});

/** Bodies that cannot be parsed, so that their escapes are shown as they are, and one that can. */
const bodies: [name: string, body: (written: string) => string][] = [
	['JSON', (written) => `{"message":"Invalid: ${written}"}`],
	['JSON that is cut off', (written) => `{"fault":{"faultstring":"Invalid: ${written}`],
	['a web page', (written) => `<html><body>Invalid: ${written}</body></html>`],
	['a long text', (written) => `${' '.repeat(19_990 - written.length / 2)}${written}`],
];

const answers = bodies.flatMap(([name, body]) =>
	[200, 400, 401, 500].map((status) => ({ name, body, status })),
);

test.each(answers)(
	'a server that repeats it in $name with status $status tells it to nobody',
	async ({ body, status }) => {
		for (const [, written] of writings) {
			const reply: Reply = { status, body: body(written) };
			for (const script of [{ api: () => reply }, { api: () => '', token: () => reply }]) {
				const world = createScriptedWorld({ ...script, clientSecret: secret });
				const { error, progress } = await world.clock.run(search(world));
				expect(error).toBeDefined();
				const told = `${JSON.stringify(error)} ${error?.description} ${JSON.stringify(progress)}`;
				expect(told).not.toMatch(/Canary|5ecr3t|20ac|udd11|u0141|%E2%82%AC|8364|€|🔑|秘/i);
			}
		}
	},
);
