import { WaitMeter } from '../../../src/requests/rate-limit/wait-meter.ts';

test('requests of a run that wait side by side are one wait, from the first one’s begin to the last one’s end', () => {
	let now = 100;
	const meter = new WaitMeter(30, () => now);
	expect(meter.begin()).toBe(true);
	now += 5;
	expect(meter.begin()).toBe(false);
	now += 5;
	meter.end();
	expect(meter).toMatchObject({ waitedMs: 10, leftMs: 20 });
	now += 10;
	meter.end();
	now += 1000;
	expect(meter).toMatchObject({ waitedMs: 20, leftMs: 10 });
	expect(meter.begin()).toBe(true);
	now += 50;
	expect(meter).toMatchObject({ waitedMs: 70, leftMs: 0 });
});
