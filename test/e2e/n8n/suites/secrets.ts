import type { Fault } from '@ingram-orders/simulator';
import { until } from '../../support/until.ts';
import { canarySecret, startIngram } from '../support/ingram.ts';
import { filesIn, issuedTokens, placesOf, type Place } from '../support/leaks.ts';
import type { N8n } from '../support/n8n-server.ts';
import { triggerName, untilPolled, watch } from '../support/watching.ts';
import { activated, canaryKey, postingTo } from '../support/webhook.ts';
import { chain, searchNode } from '../support/workflow.ts';

const faults: readonly Fault[] = [
	{ kind: 'status', status: 401, every: 1 },
	{ kind: 'status', status: 403, every: 1 },
	{ kind: 'redirect', every: 1 },
	{ kind: 'reset', every: 1 },
	{ kind: 'html', every: 1 },
];

/** To be run last: it looks through everything that all runs have left. */
export function secretTests(n8n: () => N8n): void {
	test('The client secret, the webhook’s key and the tokens are in no execution, log, database or file', async () => {
		const orderNumber = await runGood(n8n());
		for (const fault of faults) await runFailing(n8n(), fault);
		for (const fault of faults) await watchFailing(n8n(), fault);
		await postFailing(n8n());
		const left = everythingStoredBy(n8n());

		// What is there is found.
		expect(placesOf(orderNumber, left)).toContainEqual(expect.stringMatching(/database\.sqlite/));
		for (const secret of [canarySecret, canaryKey, ...issuedTokens(20)]) {
			expect(placesOf(secret, left)).toEqual([]);
		}
	});

	test('The tokens that are searched for are the ones that were issued', async () => {
		const { simulator, credential } = await startIngram(n8n());
		await n8n().api.run(chain('One token', searchNode(credential, {})));
		const [first = ''] = issuedTokens(1);
		const { status } = await fetch(
			`${simulator.origin}/resellers/v5/orders/search?customernumber=20-123456&isocountrycode=UK`,
			{ headers: { authorization: `Bearer ${first}` } },
		);

		expect(status).toBe(200);
	});
}

async function runGood(n8n: N8n): Promise<string> {
	const { credential, simulator } = await startIngram(n8n);
	const parameters = { limit: 5, options: { includeLinked: ['order', 'invoice'] } };
	const { status } = await n8n.api.run(chain('Good', searchNode(credential, parameters)));
	expect(status).toBe('success');
	return simulator.orders[0]?.orderNumber ?? '';
}

async function runFailing(n8n: N8n, fault: Fault): Promise<void> {
	const { credential } = await startIngram(n8n, { faults: [fault] });
	const options = { maxWait: 5, timeout: 5 };
	const { status } = await n8n.api.run(chain(fault.kind, searchNode(credential, { options })));
	expect(status).toBe('error');
}

/** A watch that has polled, and then fails: in what it is tested with, and where it can in its polls. */
async function watchFailing(n8n: N8n, fault: Fault): Promise<void> {
	const { api } = n8n;
	const { credential, simulator } = await startIngram(n8n);
	const options = { maxWait: 5, timeout: 5, includeLinked: ['order', 'invoice'] };
	const workflow = await api.importWorkflow(watch(fault.kind, credential, { options }));
	await api.activate(workflow);
	await untilPolled(simulator);
	const logged = n8n.log().length;
	simulator.control.fault(fault);
	const { status } = await api.finished(await api.start(workflow, triggerName));
	expect(status).toBe('error');
	await until('a poll that fails', () =>
		n8n.log().slice(logged).includes('Polls have been failing since') ? true : undefined,
	);
	if (fault.kind === 'status') {
		await until('a poll that is told as failed', async () => {
			const failed = await api.executionsOf(workflow);
			return failed.length > 1 ? true : undefined;
		});
	}
	await api.deactivate(workflow);
}

/** A webhook that is refused, and one whose order cannot be looked up. */
async function postFailing(n8n: N8n): Promise<void> {
	const posting = await postingTo(n8n);
	const { simulator, url } = posting;
	const id = await activated(n8n, posting);
	const orderNumber = simulator.orders[0]?.orderNumber ?? '';
	const post = { url, secretKey: canaryKey, events: [{ eventType: 'hold', orderNumber } as const] };
	const body = `<p>${canaryKey}</p>`;
	simulator.control.fault({ kind: 'body', status: 403, body, every: 1, endpoint: 'search' });
	const wrong = await simulator.sendWebhook({ ...post, signature: 'wrong' });
	await simulator.sendWebhook(post);
	expect(wrong.status).toBe(401);
	await until('an execution that fails', async () => {
		const failed = await n8n.api.executionsOf(id);
		return failed.some(({ status }) => status === 'error') ? true : undefined;
	});
	await n8n.api.deactivate(id);
}

function everythingStoredBy({ userFolder, log }: N8n): readonly Place[] {
	return [...filesIn(userFolder), ['what n8n printed', Buffer.from(log())]];
}
