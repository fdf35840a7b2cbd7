import { invalidInput } from '@ingram-orders/core';
import { readOperation } from '../../../fields/fields-of-operation.ts';
import { getCodes } from './get-codes.ts';
import { getLinked } from './get-linked.ts';
import type { Job, Outcome } from './operation.ts';
import { search } from './search.ts';

/** Does what the node's operation says, and sends the result. */
export function runOperation(job: Job): Promise<Outcome> {
	switch (readOperation(job.def.operation)) {
		case 'search':
			return search(job);
		case 'getLinked':
			return getLinked(job);
		case 'getCodes':
			return getCodes(job);
		case 'getOrder':
		case 'getInvoice':
		case undefined:
			throw invalidInput([
				{ name: 'operation', message: 'Operation must be search, getLinked or getCodes.' },
			]);
	}
}
