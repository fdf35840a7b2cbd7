import { rmSync } from 'node:fs';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { saveAnimation } from './animation.ts';
import { screenshotsFolder } from './chromium.ts';

const name = 'animation-of-its-test';
const file = path.join(screenshotsFolder, `${name}.gif`);

afterEach(() => {
	rmSync(file, { force: true });
});

test('Each scene is one frame, shown as long as it says, over and over', async () => {
	await saveAnimation(name, [
		{ picture: await plain('red', 1440, 900), seconds: 2.5 },
		{ picture: await plain('lime', 1440, 900), seconds: 4 },
	]);
	const { format, pages, delay, loop, width, pageHeight } = await read().metadata();

	expect({ format, pages, delay, loop }).toEqual({
		format: 'gif',
		pages: 2,
		delay: [2500, 4000],
		loop: 0,
	});
	expect({ width, pageHeight }).toEqual({ width: 1152, pageHeight: 720 });
	expect(await colourAt(0, 10, 10)).toEqual([255, 0, 0]);
	expect(await colourAt(1, 10, 10)).toEqual([0, 255, 0]);
});

test('A scene of another shape is shown whole, in the middle of white margins', async () => {
	await saveAnimation(name, [
		{ picture: await plain('red', 1280, 720), seconds: 1 },
		{ picture: await plain('blue', 390, 844), seconds: 1 },
	]);

	expect(await colourAt(1, 10, 360)).toEqual([255, 255, 255]);
	expect(await colourAt(1, 640, 2)).toEqual([0, 0, 255]);
	expect(await colourAt(1, 640, 717)).toEqual([0, 0, 255]);
});

function read(page?: number): Sharp {
	return sharp(file, page === undefined ? { animated: true } : { page });
}

async function colourAt(frame: number, left: number, top: number): Promise<number[]> {
	const pixel = read(frame).removeAlpha().extract({ left, top, width: 1, height: 1 });
	return [...(await pixel.raw().toBuffer())];
}

function plain(background: string, width: number, height: number): Promise<Buffer> {
	return sharp({ create: { width, height, channels: 3, background } })
		.png()
		.toBuffer();
}
