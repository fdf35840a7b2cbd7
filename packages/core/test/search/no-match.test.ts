import { Gates, IngramClient, type SearchInput } from '@ingram-orders/core';
import { secret, testAccount } from '../support/accounts.ts';
import { createScriptedWorld, noDataFound, orderOf, pageOf } from '../support/scripted-world.ts';
import { search } from '../support/simulated-world.ts';
import { searchScripted, searchSimulated } from '../support/searched.ts';

async function hintOf(input: SearchInput): Promise<string> {
	const { summary, items, error } = await searchScripted(() => noDataFound, input);
	expect(error).toBeUndefined();
	expect(items).toEqual([]);
	expect(summary).toMatchObject({ complete: true, warnings: [{ code: 'NO_MATCH' }] });
	return summary.warnings[0]?.message ?? '';
}

test('says that the search worked and whose orders it looked through', async () => {
	const hint = await hintOf({});
	expect(hint).toContain('The search worked, and Ingram Micro found no order.');
	expect(hint).toContain('Customer Number 20-123456; Country United Kingdom (UK); Environment');
	expect(hint).toContain('set Created After to look further back');
});

test('names every filter, codes in words', async () => {
	const hint = await hintOf({
		customerNumber: '30-654321',
		countryCode: 'US',
		customerOrderNumber: 'PO-4711',
		orderStatus: ['S', 'blank'],
		holdReason: 'flooring hold',
		onHoldOnly: true,
		createdAfter: '2026-01-05',
		createdBefore: '2026-01-06',
		pageNumber: 3,
	});
	expect(hint).toContain('Customer Number 30-654321; Country US;');
	expect(hint).toContain(
		'Customer Order Number PO-4711; Order Status Sales Hold (S), In progress/Open order (blank); ' +
			'Hold Reason Flooring hold (FL); On Hold Only; Created After 2026-01-05T00:00:00Z; ' +
			'Created Before 2026-01-06T23:59:59Z; Page Number 3.',
	);
	expect(hint).not.toContain('further back');
});

test('many codes are counted', async () => {
	const hint = await hintOf({ holdReason: 'C3,C4,C5,C8,CC,CH,CL' });
	expect(hint).toContain('Hold Reason one of 7 codes.');
});

test.each([
	['production', 'Environment production.'],
	['sandbox', 'Environment sandbox. The sandbox holds test orders only.'],
	['custom', 'Environment https://gateway.example.'],
])('names the environment %s', async (environment, words) => {
	const { host, clock } = createScriptedWorld({ api: () => noDataFound });
	const account = testAccount({ environment, baseUrl: 'https://gateway.example' });
	const gates = new Gates(host);
	const authorization = { clientSecret: secret };
	const client = new IngramClient({ account, host, gates, authorization });
	const { summary } = await clock.run(search({ client, clock }, {}));
	expect(summary.warnings[0]?.message).toContain(words);
});

test('tells where Ingram Micro found orders and no filter let one through', async () => {
	const { summary, items } = await searchSimulated({ orders: 30 }, { holdReason: 'ZS' });
	expect(items).toEqual([]);
	expect(summary).toMatchObject({ complete: true, warnings: [{ code: 'NO_MATCH' }] });
	expect(summary.warnings[0]?.message).toContain(
		'Ingram Micro found 30 orders, and none meets all filters. It looked through:',
	);
});

test('is not told where something was found, nor of a result that is incomplete', async () => {
	const found = await searchScripted(() => pageOf([orderOf('20-1', [])]));
	expect(found.summary.warnings).toEqual([]);
	const { summary } = await searchScripted(() => pageOf([], '5'));
	expect(summary.complete).toBe(false);
	expect(summary.warnings.map(({ code }) => code)).toEqual(['INCOMPLETE']);
});

test('holds no secret, even where one was filled in as a number', async () => {
	expect(await hintOf({ orderNumber: secret })).not.toContain(secret);
});
