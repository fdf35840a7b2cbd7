import { invalidInput } from '@ingram-orders/core';
import { operations, readOperation } from '../../../fields/fields-of-operation.ts';
import { getCodes } from './get-codes.ts';
import { getInvoice } from './get-invoice.ts';
import { getLinked } from './get-linked.ts';
import { getOrder } from './get-order.ts';
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
			return getOrder(job);
		case 'getInvoice':
			return getInvoice(job);
		case undefined:
			throw invalidInput([
				{ name: 'operation', message: `Operation must be one of ${operations.join(', ')}.` },
			]);
	}
}
