import { notFoundDocument } from '../../errors/http-failures.ts';
import type { HttpResponse } from '../../host.ts';
import type { JsonObject } from '../../json.ts';
import { readFault } from '../gateway-fault.ts';
import { readingOutcome, type Outcome } from '../version.ts';
import { readRefusalOfV6, readRoot, saysNothingFound } from './answers.ts';

/** Reads order details or an invoice, which stand at the top of the answer. */
export function readDocumentAnswer(answer: HttpResponse): Outcome<JsonObject> {
	if (saysNothingFound(answer)) {
		const words = readFault(answer.body).message;
		return { kind: 'failed', failure: notFoundDocument(answer.status, words) };
	}
	return answer.status === 200 ? readingOutcome(() => readRoot(answer)) : readRefusalOfV6(answer);
}
