import { NodeRun } from '../../../nodes/shared/node-run.ts';
import { search } from '../../../nodes/IngramOrderSearch/operations/search.ts';
import { credentialFor, pollContext, type Execution } from './support/n8n.ts';
import { closeSimulators, searchesAt, simulate, untilAsked } from './support/simulators.ts';

afterEach(closeSimulators);

/** A run of a node that n8n polls: there are no input items. */
function polled(execution: Execution): NodeRun {
	const n8n = pollContext(execution);
	return new NodeRun({
		n8n,
		parameter: (name) => n8n.getNodeParameter(name, null),
		continueOnFail: false,
		cancelSignal: undefined,
	});
}

test('a search finds the same where n8n polls the node', async () => {
	const run = polled({
		credential: credentialFor(await simulate()),
		parameters: { filters: { customerOrderNumber: 'CUSTPO', onHoldOnly: true } },
	});

	expect(await search.execute(run, [0])).toMatchObject([
		{ rows: [{ subOrderNumber: '20-RD12H-11' }, { subOrderNumber: '20-RD11K-21' }] },
	]);
});

test('a failure is in the same words', async () => {
	const credential = credentialFor(await simulate(), { clientSecret: 'not-the-secret' });

	await expect(search.execute(polled({ credential }), [0])).rejects.toThrow(
		'Ingram Micro gave no access token: the App ID or the Client Secret is wrong (HTTP 401).',
	);
});

test('stopping the run ends a request under way', async () => {
	const simulator = await simulate({ faults: [{ kind: 'hang', endpoint: 'search', every: 1 }] });
	const run = polled({ credential: credentialFor(simulator) });
	const outcomes = search.execute(run, [0]);
	const failure = expect(outcomes).rejects.toThrow('The execution was canceled.');
	await Promise.race([failure, untilAsked(simulator)]);
	run.stop();

	await failure;
	expect(searchesAt(simulator)).toHaveLength(1);
});
