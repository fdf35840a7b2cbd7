import { createRequire } from 'node:module';
import path from 'node:path';
import {
	startMailServer,
	type MailServer,
} from '../../../test/e2e/n8n/counterparts/mail-server.ts';
import type { FlowNode } from '../../../scripts/node-red/node-red-process.ts';
import { hostileText, setExampleStage, type ExampleStage } from './support/example-stage.ts';
import { releases } from './support/releases.ts';
import { until } from './support/until.ts';

jest.setTimeout(60_000);

const require = createRequire(__filename);
const nodesDir = path.dirname(require.resolve('node-red-node-email/package.json'));

/** Wired as the note of the example says, with Node-RED's own e-mail node. */
describe.each(releases)('the example of mails in %s', (release) => {
	let stage: ExampleStage;
	let server: MailServer;

	beforeAll(async () => {
		stage = await setExampleStage(release, { nodesDir });
		server = await startMailServer();
		await stage.deploy('mail-html-on-hold-and-release', {
			change: (node) => {
				if (node.type === 'join') return { ...node, timeout: '1' };
				const isMail = node.id === 'example-html-mail-html';
				return isMail ? { ...node, wires: [['mailer']] } : node;
			},
			add: [mailer(server.port)],
		});
		await stage.look('example-html-mail-go');
	});

	afterAll(async () => {
		await stage.close();
		await server.close();
	});

	test('one mail has all that went on hold, the oldest first, with reason and advice', async () => {
		const orders = [stage.hold('newest'), stage.hold('oldest')];
		await stage.look('example-html-mail-go');
		const mail = await until(() => server.mails[0]);
		const held = stage.simulator.orders
			.filter(({ orderNumber }) => orders.includes(orderNumber))
			.flatMap(({ subOrders }) => subOrders);
		expect(mail.subject).toBe(`Ingram Micro: ${held.length} shipments on hold`);
		const html = String(mail.html);
		const text = String(mail.text);
		for (const { subOrderNumber } of held) {
			expect(html).toContain(`<b>${subOrderNumber}</b>`);
			expect(text).toContain(`- ${subOrderNumber} (your number `);
		}
		for (const body of [html, text]) {
			expect(body).toContain('Credit check hold');
			expect(body).toContain('your accounts department should settle what is overdue');
			expect(body).not.toMatch(/undefined|NaN|released/i);
		}
		const ages = [...html.matchAll(/>(\d+) days?</g)].map(([, days]) => Number(days));
		expect(ages).toHaveLength(held.length);
		expect(ages).toEqual([...ages].sort((a, b) => b - a));
		expect(new Set(ages).size).toBeGreaterThan(1);
		expect(text).not.toMatch(/<\w/);

		for (const order of orders) stage.endHold(order);
		await stage.look('example-html-mail-go');
		const second = await until(() => server.mails[1]);
		expect(second.subject).toBe(`Ingram Micro: ${held.length} shipments released`);
		expect(second.html).toContain('Billed');
		expect(second.text).toMatch(
			/on hold for 0 hours\s+It was: Credit check hold\s+It is now: Billed/,
		);
		expect(second.text).not.toContain('ON HOLD');
	});

	test('markup in an order is text in the mail, and one shipment is named in the subject', async () => {
		const mails = server.mails.length;
		const orderNumber = '20-EVIL1';
		const { control } = stage.simulator;
		control.changeOrder({ orderNumber, statusCode: 'I', holdReasonCode: '' });
		await stage.look('example-html-mail-go');
		const released = await until(() => server.mails[mails]);
		expect(released.subject).toBe('Ingram Micro: shipment 20-EVIL1-11 released');
		control.changeOrder({ orderNumber, statusCode: 'C', holdReasonCode: 'BA' });
		await stage.look('example-html-mail-go');
		const placed = await until(() => server.mails[mails + 1]);
		expect(placed.subject).toBe('Ingram Micro: shipment 20-EVIL1-11 on hold');
		expect(String(placed.html)).not.toContain('<script>');
		expect(placed.html).toContain('PO-&lt;script&gt;');
		expect(placed.text).toContain(`PO-${hostileText}`);
	});
});

function mailer(port: number): FlowNode {
	return {
		...{ id: 'mailer', type: 'e-mail', z: 'example-html-mail', x: 100, y: 600, dname: '' },
		...{ server: '127.0.0.1', port: String(port), authtype: 'NONE', secure: false, tls: false },
		...{ name: 'sales@example.com', credentials: { userid: 'node-red@example.com' }, wires: [] },
	};
}
