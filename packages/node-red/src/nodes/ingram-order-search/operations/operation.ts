import type { IngramClient, OnProgress } from '@ingram-orders/core';
import type { NodeField } from '../../../fields/node-fields.ts';
import type { FieldValues } from '../../../fields/read-fields.ts';
import type { Outlet } from '../../../messages/deliver.ts';
import type { OrderSearchDef } from '../order-search-def.ts';

/** What one message's run works with. */
export interface Job {
	def: OrderSearchDef;
	client: () => IngramClient;
	read: (fields: readonly NodeField[]) => Promise<FieldValues>;
	outlet: Omit<Outlet, 'summary'>;
	signal: AbortSignal;
	onProgress: OnProgress;
	/** Is given what is known of the run, as soon as there is something. */
	onStart: (summary: () => object) => void;
}

/** What came of a run, for the status. */
export type Outcome =
	| { kind: 'orders'; count: number; complete: boolean; limited: boolean; warnings: string[] }
	| { kind: 'document' }
	| { kind: 'entries'; count: number };
