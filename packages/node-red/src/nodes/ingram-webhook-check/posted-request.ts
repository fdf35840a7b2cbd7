import { IncomingMessage, ServerResponse } from 'node:http';
import type { NodeMessage } from 'node-red';

/** What a node `http in` passes on of a request. */
export interface PostedRequest {
	/** The header `x-hub-signature`. */
	signature: unknown;
	/** The body; one that Node-RED has parsed is written anew, as only what it means counts. */
	body: string;
	/** How large it came. */
	bytes: number;
	/** Ends the request. Does nothing where another node has answered. */
	answer: (status: number) => void;
}

/** The request in a message; undefined where it does not come from a node `http in`. */
export function postedRequest(msg: NodeMessage): PostedRequest | undefined {
	const { req, res }: Record<string, unknown> = { ...msg };
	const response = unwrapped(res);
	if (!(req instanceof IncomingMessage) || response === undefined) return undefined;
	const body = bodyOf(msg.payload);
	return {
		signature: req.headers['x-hub-signature'],
		body,
		bytes: Math.max(Number(req.headers['content-length'] ?? 0), Buffer.byteLength(body)),
		answer: (status) => {
			if (!response.headersSent) response.writeHead(status).end();
		},
	};
}

/** Node-RED wraps the answer that it passes on. */
function unwrapped(res: unknown): ServerResponse | undefined {
	const inner = typeof res === 'object' && res !== null && '_res' in res ? res._res : res;
	return inner instanceof ServerResponse ? inner : undefined;
}

function bodyOf(payload: unknown): string {
	if (typeof payload === 'string') return payload;
	if (Buffer.isBuffer(payload)) return payload.toString('utf8');
	return payload === undefined ? '' : JSON.stringify(payload);
}
