import { IngramError } from './ingram-error.ts';

type Reason = 'dns' | 'refused' | 'tls' | 'lost' | 'unknown';

const reasonOfCode: Readonly<Record<string, Reason>> = {
	ENOTFOUND: 'dns',
	EAI_AGAIN: 'dns',
	ECONNREFUSED: 'refused',
	EHOSTUNREACH: 'refused',
	ENETUNREACH: 'refused',
	EADDRNOTAVAIL: 'refused',
	ECONNRESET: 'lost',
	ECONNABORTED: 'lost',
	EPIPE: 'lost',
	// Of axios, for a body that broke off.
	ERR_BAD_RESPONSE: 'lost',
	ERR_STREAM_PREMATURE_CLOSE: 'lost',
	UND_ERR_SOCKET: 'lost',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
	SELF_SIGNED_CERT_IN_CHAIN: 'tls',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
	UNABLE_TO_GET_ISSUER_CERT: 'tls',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls',
	HOSTNAME_MISMATCH: 'tls',
	EPROTO: 'tls',
};

const timeoutCodes = new Set(['ETIMEDOUT', 'ESOCKETTIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT']);

const sentences: Readonly<
	Record<Reason, { happened: string; remedy: string; retryable: boolean; mayHaveArrived: boolean }>
> = {
	dns: {
		happened: 'its name could not be resolved',
		remedy: 'Check the Base URL, and the DNS and internet connection of this machine.',
		retryable: true,
		mayHaveArrived: false,
	},
	refused: {
		happened: 'the connection was refused',
		remedy: 'Check the Base URL, and that a firewall or proxy lets this machine through.',
		retryable: true,
		mayHaveArrived: false,
	},
	tls: {
		happened: 'a secure connection could not be set up, its certificate is not trusted',
		remedy: 'Check the Base URL, and whether a proxy replaces the certificate.',
		retryable: false,
		mayHaveArrived: false,
	},
	lost: {
		happened: 'the connection was lost before the answer was complete',
		remedy: 'Run it again; if it persists, check the network and any proxy in between.',
		retryable: true,
		mayHaveArrived: true,
	},
	unknown: {
		happened: 'the connection failed',
		remedy: 'Check the Base URL, and the internet connection of this machine.',
		retryable: true,
		mayHaveArrived: true,
	},
};

/**
 * The failure for a request that got no answer. Of what the host threw only error codes are read,
 * down the chain of causes: the rest may hold the request and its token. `mayHaveArrived` is false
 * where the server cannot have seen the request, and so cannot have counted it.
 */
export function connectionFailure(
	thrown: unknown,
	origin: string,
	timeoutMs: number,
): { failure: IngramError; mayHaveArrived: boolean } {
	const codes = codesOf(thrown);
	if (codes.some((code) => timeoutCodes.has(code))) {
		return { failure: timedOut(origin, timeoutMs), mayHaveArrived: true };
	}
	const code = codes.find((candidate) => reasonOf(candidate) !== 'unknown') ?? codes[0];
	const reason = code === undefined ? 'unknown' : reasonOf(code);
	const { happened, remedy, retryable, mayHaveArrived } = sentences[reason];
	const failure = new IngramError({
		code: 'UNREACHABLE',
		message: `Ingram Micro cannot be reached at ${origin}: ${happened}${code === undefined ? '' : ` (${code})`}.`,
		remedy,
		retryable,
	});
	return { failure, mayHaveArrived };
}

/** No answer within the time a request may take, in milliseconds. */
export function timedOut(origin: string, timeoutMs: number): IngramError {
	return new IngramError({
		code: 'TIMEOUT',
		message: `Ingram Micro at ${origin} did not answer within ${String(Math.ceil(timeoutMs / 1000))} s.`,
		remedy: 'Run it again later, or allow more time per request with the option Timeout.',
		retryable: true,
	});
}

function reasonOf(code: string): Reason {
	if (Object.hasOwn(reasonOfCode, code)) return reasonOfCode[code] ?? 'unknown';
	// A body that cannot be unpacked was cut off or changed on its way.
	if (code.startsWith('Z_')) return 'lost';
	return /^(ERR_TLS|ERR_SSL|CERT_)/.test(code) ? 'tls' : 'unknown';
}

function codesOf(thrown: unknown): string[] {
	const codes: string[] = [];
	let error = thrown;
	for (let depth = 0; depth < 5 && typeof error === 'object' && error !== null; depth++) {
		if (
			'code' in error &&
			typeof error.code === 'string' &&
			/^[A-Z][A-Z0-9_]{2,60}$/.test(error.code)
		) {
			codes.push(error.code);
		}
		error = 'cause' in error ? error.cause : undefined;
	}
	return codes;
}
