import fc from 'fast-check';
import { quote } from '../../src/errors/quote.ts';
import { redact } from '../../src/errors/redact.ts';

const secret = 'S3cr+t/"<&>\' ~end';

/** Text of characters that are written in many ways, or mean something to a pattern or a page. */
const oddText = (constraints: fc.StringConstraints) =>
	fc.string({
		...constraints,
		unit: fc.constantFrom(...Array.from('aBß€🔑秘%+/\\"\'<>&;=.*$( \n\0\uD83D')),
	});

describe('redacting', () => {
	const writings: [name: string, written: string][] = [
		['as it is', secret],
		['in another letter case', secret.toUpperCase()],
		['in an address', encodeURIComponent(secret)],
		['in an address in an address', encodeURIComponent(encodeURIComponent(secret))],
		['in a form', new URLSearchParams({ x: secret }).toString().slice(2)],
		['in JSON', JSON.stringify(secret).slice(1, -1)],
		['in JSON with escaped slashes', JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')],
		['in JSON in JSON', JSON.stringify(JSON.stringify(secret)).slice(3, -3)],
		['in HTML', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
		['in HTML by numbers', secret.replace(/./g, (one) => `&#${one.charCodeAt(0)};`)],
	];

	test.each(writings)('takes a secret out that is written %s', (_, written) => {
		expect(redact(`before ${written} after ${written}.`, [secret])).toBe('before *** after ***.');
	});

	test('takes out every secret, and leaves a text without any as it is', () => {
		expect(redact('one two three', ['two', 'three'])).toBe('one *** ***');
		expect(redact('one two three', [])).toBe('one two three');
		expect(redact('one two three', ['', 'four'])).toBe('one two three');
	});

	test('takes secrets literally', () => {
		expect(redact('a.c abc (x)+', ['a.c', '(x)+'])).toBe('*** abc ***');
	});

	test.each([
		['Authorization: Bearer abc123.def-456', 'Authorization: Bearer ***'],
		['authorization: basic dXNlcjpwYXNz', 'authorization: basic ***'],
		['?client_secret=abc&x=1', '?client_secret=***&x=1'],
		['{"access_token": "abc", "x": 1}', '{"access_token": "***", "x": 1}'],
		["password: 'abc'", "password: '***'"],
		['refresh_token=abc;', 'refresh_token=***;'],
	])('masks what looks like one: %s', (text, shown) => {
		expect(redact(text, [])).toBe(shown);
	});

	test('leaves no known secret in any text around it', () => {
		const parts = oddText({ maxLength: 20 });
		const anySecret = oddText({ minLength: 4, maxLength: 20 });
		fc.assert(
			fc.property(parts, anySecret, parts, (before, known, after) => {
				fc.pre(!'***'.includes(known) && !`${before}***${after}`.includes(known));
				expect(redact(`${before}${known}${after}`, [known])).not.toContain(known);
			}),
		);
	});
});

describe('quoting', () => {
	test('folds white space, and drops what cannot be seen', () => {
		expect(quote(' a\r\n\tb\u0000\u001B\u200B\uFFFD c ', [])).toBe('a b c');
	});

	test('shows 200 characters, and that there is more', () => {
		expect(quote('x'.repeat(200), [])).toBe('x'.repeat(200));
		expect(quote('x'.repeat(201), [])).toBe(`${'x'.repeat(200)}…`);
	});

	test('shows the beginning of a text of any length', () => {
		expect(quote('x'.repeat(1_000_000), [secret])).toBe(`${'x'.repeat(200)}…`);
	});

	test('shows the text of a web page', () => {
		const page =
			'<!DOCTYPE html><html><head><style>p{}</style><script>if (a<b) x()</script></head><body><h1>502</h1><p class="a">Bad Gateway</p></body></html>';
		expect(quote(page, [])).toBe('502 Bad Gateway');
		expect(quote('<orders/>', [])).toBe('<orders/>');
		expect(quote('a < b > c', [])).toBe('a < b > c');
	});

	test('takes secrets out before it shortens', () => {
		expect(quote(`${'x'.repeat(195)}${secret}`, [secret])).toBe(`${'x'.repeat(195)}***`);
	});

	test('shows no part of a secret, wherever a very long text is cut off', () => {
		const known = 'Canary-5ecr3t-end';
		for (let length = 19_970; length <= 20_010; length++) {
			for (const padding of [' ', '.']) {
				const shown = quote(`${padding.repeat(length)}${known}`, [known]);
				expect(shown).not.toContain('Canary');
			}
		}
	});

	test('of any text is short, on one line, and without the secret', () => {
		fc.assert(
			fc.property(oddText({ maxLength: 500 }), (text) => {
				const shown = quote(`${text}${secret}${text}`, [secret]);
				expect(shown.length).toBeLessThanOrEqual(201);
				expect(shown).not.toMatch(/\p{Cc}/u);
				expect(shown).not.toContain(secret);
			}),
		);
	});
});
