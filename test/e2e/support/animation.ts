import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { screenshotsFolder } from './chromium.ts';

/** One picture of an animation. */
export interface Scene {
	/** A PNG, or the path of one. */
	readonly picture: Buffer | string;
	/** How long it is shown. */
	readonly seconds: number;
}

const largest = { width: 1280, height: 720 };
const maxBytes = 1_000_000;

/** From the best looking to the smallest. */
const qualities = [
	{ scale: 1, colours: 256 },
	{ scale: 1, colours: 96 },
	{ scale: 0.85, colours: 96 },
	{ scale: 0.7, colours: 64 },
] as const;

/**
 * Saves scenes, one after the other and over and over, as test/e2e/screenshots/<name>.gif.
 * @throws Error where it cannot be made small enough for a page, 1 MB
 */
export async function saveAnimation(name: string, scenes: readonly Scene[]): Promise<void> {
	mkdirSync(screenshotsFolder, { recursive: true });
	writeFileSync(path.join(screenshotsFolder, `${name}.gif`), await animate(scenes));
}

/** The animation as a GIF of at most 1280×720 pixels: the first scene's shape, the others with margins. */
async function animate(scenes: readonly Scene[]): Promise<Buffer> {
	const [first] = scenes;
	if (first === undefined) throw new Error('An animation needs a scene');
	const shape = await sharp(first.picture).metadata();
	const fit = Math.min(1, largest.width / shape.width, largest.height / shape.height);
	for (const { scale, colours } of qualities) {
		const frames = await Promise.all(
			scenes.map(({ picture }) =>
				sharp(picture)
					.flatten({ background: 'white' })
					.resize({
						width: Math.round(shape.width * fit * scale),
						height: Math.round(shape.height * fit * scale),
						fit: 'contain',
						background: 'white',
					})
					.png()
					.toBuffer(),
			),
		);
		const gif = await sharp(frames, { join: { animated: true } })
			.gif({
				// In milliseconds, though the format counts hundredths.
				delay: scenes.map(({ seconds }) => Math.round(seconds * 100) * 10),
				loop: 0,
				colours,
				dither: 0,
			})
			.toBuffer();
		if (gif.length <= maxBytes) return gif;
	}
	throw new Error(`${scenes.length} scenes make an animation of more than ${maxBytes} bytes`);
}
