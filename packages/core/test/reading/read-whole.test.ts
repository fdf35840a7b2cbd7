import { getOrder, IngramError, planOrder } from '@ingram-orders/core';
import {
	asked,
	createScriptedWorld,
	noDataFound,
	orderOf,
	pageOf,
} from '../support/scripted-world.ts';

test('an order is not looked for in a list that cannot be read whole: what was read and what there is are told', async () => {
	const { client, clock } = createScriptedWorld({
		api: (request) =>
			asked(request)['pagenumber'] === '1' ? pageOf([orderOf('20-1')], 3) : noDataFound,
	});
	const failure: unknown = await clock.run(
		getOrder(client, planOrder({ orderNumber: '20-1' }, client.account)).catch(
			(thrown: unknown) => thrown,
		),
	);
	expect(failure).toBeInstanceOf(IngramError);
	expect(failure).toMatchObject({
		code: 'INCOMPLETE',
		message: expect.stringMatching(/\b3 orders, and 1 could be read/) as string,
		remedy: expect.stringMatching(/^Run it again/) as string,
		retryable: true,
	});
});
