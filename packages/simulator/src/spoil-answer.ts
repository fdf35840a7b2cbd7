import { errorAnswer, spikeArrestFault, webPage } from './api/error-bodies.ts';
import type { Fault } from './fault-types.ts';
import type { ApiAnswer, Outcome } from './simulator-types.ts';

const defaultBytes = 20 * 1024 * 1024;

/** What a call beyond the limit is answered with. */
type QuotaExceeded = (status: 429 | 500) => ApiAnswer;

/** What becomes of an answer under a fault; faults that do not concern the answer leave it. */
export function spoil(
	outcome: Outcome & { kind: 'answer' },
	fault: Fault,
	quotaExceeded: QuotaExceeded,
): Outcome {
	switch (fault.kind) {
		case 'reset':
			return { kind: 'reset', latencyMs: outcome.latencyMs };
		case 'reset-mid-body':
			return { kind: 'reset', latencyMs: outcome.latencyMs, begun: outcome };
		case 'hang':
			return { kind: 'hang' };
		case 'slow':
			return { ...outcome, latencyMs: fault.latencyMs };
		case 'no-rate-limit-headers':
			return { ...outcome, headers: withoutRateLimit(outcome.headers) };
		default: {
			const answer = replacement(outcome, fault, quotaExceeded);
			return answer === undefined ? outcome : { ...outcome, ...answer };
		}
	}
}

function replacement(
	answer: ApiAnswer,
	fault: Fault,
	quotaExceeded: QuotaExceeded,
): ApiAnswer | undefined {
	const { headers, body } = answer;
	const instead = (other: ApiAnswer): ApiAnswer => ({
		...other,
		headers: { ...withoutContentType(headers), ...other.headers },
	});
	switch (fault.kind) {
		case 'status': {
			const error = errorAnswer(fault.status, fault.body ?? 'apigee');
			return instead({ ...error, headers: { ...error.headers, ...retryAfter(fault) } });
		}
		case 'quota':
			return instead(quotaExceeded(fault.status ?? 500));
		case 'spike-arrest':
			return instead(spikeArrestFault());
		case 'html':
			return instead(webPage(200, 'Sign in'));
		case 'empty':
			return instead({ status: 200, headers: {}, body: '' });
		case 'truncated':
			return { ...answer, status: 200, body: body.slice(0, Math.floor(body.length / 2)) };
		case 'redirect':
			return instead({
				status: fault.status ?? 302,
				headers: { location: fault.location ?? 'https://redirect.invalid/' },
				body: '',
			});
		case 'oversized':
			return { ...answer, body: padded(body, fault.bytes ?? defaultBytes) };
		case 'latin1': {
			const type = { 'content-type': 'application/json; charset=utf-8' };
			const spoiled = Buffer.from(withField(body, 'remark', 'Größe geändert'), 'latin1');
			return { ...answer, headers: { ...headers, ...type }, body: new Uint8Array(spoiled) };
		}
		case 'mislabeled-gzip':
			return { ...answer, headers: { ...headers, 'content-encoding': 'gzip' } };
		case 'body':
			return instead({
				status: fault.status ?? 200,
				headers: { 'content-type': fault.contentType ?? 'application/json' },
				body: fault.body,
			});
		default:
			return undefined;
	}
}

function retryAfter({ retryAfter: when }: Fault & { kind: 'status' }): ApiAnswer['headers'] {
	if (when === undefined) return {};
	return {
		'retry-after': typeof when === 'number' ? String(when) : new Date(when).toUTCString(),
	};
}

function padded(body: ApiAnswer['body'], bytes: number): string {
	const bare = withField(body, 'padding', '');
	return withField(body, 'padding', 'x'.repeat(Math.max(0, bytes - bare.length)));
}

/** The same JSON object with one more field at its end. */
function withField(body: ApiAnswer['body'], name: string, value: string): string {
	const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
	return text.replace(/\}\s*$/, () => `,"${name}":"${value}"}`);
}

function withoutContentType(headers: ApiAnswer['headers']): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'));
}

function withoutRateLimit(headers: ApiAnswer['headers']): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).filter(([name]) => !name.startsWith('x-ratelimit-')),
	);
}
