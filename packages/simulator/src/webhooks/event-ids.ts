import { createRandom, seedFor } from '../random.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** New ids of events, 18 letters and digits as in the document's sample; the same for the same seed. */
export function createEventIds(seed: number): () => string {
	const random = createRandom(seedFor(seed, 'events'));
	return () => Array.from({ length: 18 }, () => letters[random.below(letters.length)]).join('');
}
