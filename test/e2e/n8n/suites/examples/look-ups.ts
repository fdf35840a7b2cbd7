import { readExample } from '../../support/example.ts';
import { startIngram } from '../../support/ingram.ts';
import type { N8n } from '../../support/n8n-server.ts';
import { credentialType } from '../../support/workflow.ts';

/** The answers are those of the document's own orders, which the simulator has. */
export function lookUpsExampleTests(n8n: () => N8n): void {
	test("The document's three look-ups find what the document says", async () => {
		const { credential } = await startIngram(n8n(), { orders: 50 });
		const { status, items } = await n8n().api.run(
			readExample('4-look-ups.json', { credentials: { [credentialType]: credential } }),
		);

		expect(status).toBe('success');
		expect(items('By order number')).toHaveLength(20);
		expect(new Set(items('By order number').map(({ orderNumber }) => orderNumber))).toEqual(
			new Set(['20-12345']),
		);
		expect(items('One page').map(({ subOrderNumber }) => subOrderNumber)).toEqual([
			...['20-12345-82', '20-12345-92'],
			...['20-12345-13', '20-12345-23'],
		]);
		expect(items('On sales hold in a period').map(({ subOrderNumber }) => subOrderNumber)).toEqual([
			...['20-12345-51', '20-12345-91', '20-12345-12', '20-12345-52', '20-12345-62'],
		]);
	});
}
