import { OptionError, type Fault } from '@ingram-orders/simulator';
import { control, noon, startClient, type Reply } from './support.ts';

describe('the control endpoint', () => {
	it('sets and clears faults, one or several', async () => {
		const { simulator, search } = await startClient({ now: () => noon });
		const { origin } = simulator;
		const set = await control(origin, 'fault', [
			{ kind: 'status', status: 503, requests: [1] },
			{ kind: 'html', requests: [2], endpoint: 'search' },
		]);
		expect(set.body).toMatchObject({ faults: [{ kind: 'status' }, { kind: 'html' }] });
		expect((await search()).status).toBe(503);
		expect((await search()).body).toContain('<html>');
		await control(origin, 'fault', { kind: 'status', status: 500, every: 1 });
		expect((await search()).status).toBe(500);
		expect((await control(origin, 'clear-faults', {})).body).toMatchObject({ faults: [] });
		expect((await search()).status).toBe(200);
	});

	it('changes settings, tokens and orders', async () => {
		const { simulator, search } = await startClient({ now: () => noon, orders: 10 });
		const { origin } = simulator;
		await control(origin, 'set', { skewMs: 60_000 });
		expect((await search()).headers.get('date')).toBe('Thu, 15 Jan 2026 12:01:00 GMT');
		const count = simulator.orders.length;
		await control(origin, 'orders', { change: 'insert', count: 4 });
		expect(simulator.orders).toHaveLength(count + 4);
		await control(origin, 'orders', { change: 'delete' });
		expect(simulator.orders).toHaveLength(count + 3);
		await control(origin, 'orders', { change: 'status', statusCode: 'W' });
		expect(simulator.orders[0]?.subOrders[0]?.statusCode).toBe('W');
		await control(origin, 'expire-tokens', {});
		expect((await search()).status).toBe(401);
	});

	it('tells what has happened', async () => {
		const { simulator, search } = await startClient({ now: () => noon, rateLimit: { limit: 1 } });
		await search({ orderstatus: 'C' });
		await search();
		const response = await fetch(`${simulator.origin}/_control/state`);
		expect(await response.json()).toMatchObject({
			now: noon,
			orders: { '20-123456': 313 },
			usage: [{ application: 'demo-app', endpoint: 'search', calls: 1, violations: 1 }],
			requestCounts: { token: 1, search: 2 },
			requests: [
				{ number: 1, path: '/oauth/oauth30/token', status: 200 },
				{
					number: 2,
					at: noon,
					method: 'GET',
					path: '/resellers/v5/orders/search',
					query: [
						['customernumber', '20-123456'],
						['isocountrycode', 'UK'],
						['orderstatus', 'C'],
					],
					accept: 'application/json',
					endpoint: 'search',
					application: 'demo-app',
					status: 200,
				},
				{ number: 3, status: 429 },
			],
		});
		const cleared = await control(simulator.origin, 'clear-log', {});
		expect(cleared.body).toMatchObject({ requests: [], usage: [{ calls: 0, violations: 0 }] });
		expect((await search()).status).toBe(429);
	});

	it.each<[string, unknown, string]>([
		['fault', {}, 'fault.kind must be one of status,'],
		['fault', { kind: 'explode' }, 'fault.kind must be one of status,'],
		['fault', { kind: 'status', status: 99 }, 'fault.status must be a whole number from 200'],
		['fault', { kind: 'reset', often: 2 }, 'fault.often is not known; known are kind, endpoint'],
		['fault', { kind: 'status', status: 503, retryAfter: 'soon' }, 'or a date or time'],
		['fault', { kind: 'reset', retryAfter: 5 }, 'fault.retryAfter is not known'],
		['fault', { kind: 'reset', endpoint: 'serch' }, 'fault.endpoint must be one of token,'],
		['set', { latencyMs: { min: 9, max: 1 } }, 'latencyMs must be a number of ms'],
		['set', { dateSkewMs: '2 s' }, 'dateSkewMs must be a number'],
		['set', 7, 'settings must be an object'],
		['orders', { change: 'burn' }, 'change must be one of insert, delete, status'],
		['orders', { change: 'status' }, 'statusCode must be a text'],
		['orders', { change: 'insert', customerNumber: 'x' }, 'known are 20-123456'],
	])('refuses %s %j and says what is accepted', async (name, body, message) => {
		const { simulator } = await startClient();
		const reply: Reply = await control(simulator.origin, name, body);
		expect(reply.status).toBe(400);
		expect(reply.body).toEqual({ message: expect.stringContaining(message) as string });
		expect(simulator.control.state().faults).toEqual([]);
	});

	it('refuses the same in the program', async () => {
		const { simulator } = await startClient();
		const nonsense = { kind: 'slow' } as unknown as Fault;
		expect(() => simulator.control.fault(nonsense)).toThrow(OptionError);
		expect(() => simulator.control.set({ tokenLifetime: 0 })).toThrow(OptionError);
	});
});
