import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Where pictures are saved. */
export const screenshotsFolder = path.resolve(import.meta.dirname, '../screenshots');
const executables = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the machine's own Chromium with an empty profile. It asks nothing outside this machine. */
export async function startChromium(): Promise<Browser> {
	const executablePath = findChromium() ?? installChromium();
	return chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			// Pages may ask others, as n8n's editor does about community nodes. To refuse that request by
			// request would turn off the cache.
			'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
		],
	});
}

function findChromium(): string | undefined {
	return process.env.CHROMIUM_PATH ?? executables.find((file) => existsSync(file));
}

function installChromium(): string {
	spawnSync('bash', [path.join(import.meta.dirname, 'system-packages.sh')], { stdio: 'inherit' });
	const found = findChromium();
	if (found === undefined) {
		throw new Error(
			'The browser tests need Chromium. On Debian and Ubuntu: sudo apt-get install chromium. ' +
				'Elsewhere install Chromium or Chrome, and name its program in CHROMIUM_PATH.',
		);
	}
	return found;
}

/** Saves what the page shows as test/e2e/screenshots/<name>.png. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
	mkdirSync(screenshotsFolder, { recursive: true });
	await page.screenshot({
		path: path.join(screenshotsFolder, `${name}.png`),
		animations: 'disabled',
	});
}
