import { setTimeout as delay } from 'node:timers/promises';
import { core } from './clients/core.ts';
import { FastClock } from '../../support/fast-clock.ts';

// One of two processes that share an application. Arguments: the server's origin, the application's id, a
// token, the scale of time, and the moment to start at by the wall's clock and by the server's.
// Prints how many orders it got, and when it was done by the wall's clock.

const [origin = '', clientId = '', token = '', scale, startAt, startsAt] = process.argv.slice(2);
const timeScale = Number(scale);

await delay(Number(startAt) - Date.now());
const orderNumbers = await core({
	origin,
	application: {
		clientId,
		clientSecret: '',
		accounts: [{ customerNumber: '20-123456', countryCode: 'UK' }],
	},
	token,
	pageSize: 1,
	clock: new FastClock(timeScale, { showing: Number(startsAt) }),
	timeScale,
	inFlight: NaN,
});
process.stdout.write(`${new Set(orderNumbers).size} ${Date.now()}\n`, () => process.exit());
