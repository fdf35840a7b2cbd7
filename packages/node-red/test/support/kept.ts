import type { NodeRed } from '../../../../scripts/node-red/node-red-process.ts';
import { until } from './until.ts';

/** A message as a collector kept it. */
export interface KeptMessage {
	_msgid: string;
	payload: unknown;
	ingram: Record<string, unknown>;
	error?: { message: string; code: string; source: { id: string } };
	[property: string]: unknown;
}

/** The messages a collector has kept, once there are so many. */
export function kept(
	nodeRed: NodeRed,
	collector: string,
	atLeast: number,
	patienceMs?: number,
): Promise<KeptMessage[]> {
	return until(
		async () => {
			const answer = await fetch(`${nodeRed.origin}/kept`);
			const all = (await answer.json()) as Record<string, KeptMessage[]>;
			const messages = all[collector] ?? [];
			return messages.length >= atLeast ? messages : undefined;
		},
		() => `${atLeast} messages at ${collector}:\n${nodeRed.output()}`,
		patienceMs,
	);
}

/** Forgets what collectors have kept; a deploy does not. */
export async function forgetKept(nodeRed: NodeRed): Promise<void> {
	await fetch(`${nodeRed.origin}/context/global/kept`, { method: 'DELETE' });
}
