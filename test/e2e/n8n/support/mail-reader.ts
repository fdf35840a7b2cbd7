import { startChromium, saveScreenshot } from '../../support/chromium.ts';

/** A mail as its reader sees it. */
export interface ReadMail {
	/** The lines of text; the cells of a line of a table have a tab between them. */
	readonly lines: readonly string[];
	/** The names of the tags in it, each once. */
	readonly tags: readonly string[];
}

/**
 * Opens the HTML of mails in a real browser.
 * @param screenshot the name under which a picture of the first mail is saved; none without it
 */
export async function readMails(
	pages: readonly (string | false)[],
	screenshot?: string,
): Promise<readonly ReadMail[]> {
	const browser = await startChromium();
	try {
		const page = await browser.newPage({ viewport: { width: 1160, height: 360 } });
		const read: ReadMail[] = [];
		for (const html of pages) {
			if (html === false) throw new Error('The mail has no HTML');
			await page.setContent(html);
			if (screenshot !== undefined && read.length === 0) await saveScreenshot(page, screenshot);
			read.push({
				lines: (await page.locator('body').innerText()).split('\n').filter((line) => line !== ''),
				tags: await page
					.locator('body *')
					.evaluateAll((elements) => [
						...new Set(elements.map(({ tagName }) => tagName.toLowerCase())),
					]),
			});
		}
		return read;
	} finally {
		await browser.close();
	}
}
