import { Gates } from '@ingram-orders/core';
import { testAccount } from '../../support/accounts.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const gates = new Gates(new VirtualClock());
const production = { environment: 'production', baseUrl: undefined } as const;
const search = 'search';
const gate = gates.gateFor(testAccount(), search);

test('who has the same application shares a gate, whatever the customer, country or way to write the address', () => {
	const changes = { customerNumber: '20-999999', countryCode: 'DE', baseUrl: 'http://localhost/' };
	expect(gates.gateFor(testAccount(changes), search)).toBe(gate);
});

test.each([
	['another application', testAccount({ clientId: 'other-app' }), search],
	['another server', testAccount({ baseUrl: 'http://localhost:8080' }), search],
	['another endpoint', testAccount(), 'documents'],
	['production', testAccount(production), search],
])('%s has a gate of its own', (_, account, counter) => {
	expect(gates.gateFor(account, counter)).not.toBe(gate);
});

test('the sandbox is counted apart from production, at the same address', () => {
	const sandbox = testAccount({ ...production, environment: 'sandbox' });
	expect(sandbox.origin).toBe(testAccount(production).origin);
	expect(gates.gateFor(sandbox, search)).not.toBe(gates.gateFor(testAccount(production), search));
});

test('production shares a gate with a custom account of the same address', () => {
	const { origin } = testAccount(production);
	const custom = testAccount({ environment: 'custom', baseUrl: origin });
	expect(gates.gateFor(custom, search)).toBe(gates.gateFor(testAccount(production), search));
});
