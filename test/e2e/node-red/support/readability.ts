import type { Page } from 'playwright-core';

/**
 * Visible texts of a part of the page whose contrast with what is behind them is below 4.5, the
 * minimum of WCAG 2 level AA; each with its contrast.
 */
export function unreadableTexts(page: Page, selector: string): Promise<string[]> {
	return page.locator(selector).evaluate((root) => {
		const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
		const luminance = (color: readonly number[]) => {
			const [red = 0, green = 0, blue = 0] = color.map((value) => {
				const part = value / 255;
				return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		};
		const backgroundOf = (element: Element | null): number[] => {
			for (let each = element; each !== null; each = each.parentElement) {
				const color = channels(getComputedStyle(each).backgroundColor);
				if (color.length === 3 || color[3] === 1) return color.slice(0, 3);
			}
			return [255, 255, 255];
		};
		const contrast = (element: Element) => {
			const text = luminance(channels(getComputedStyle(element).color).slice(0, 3));
			const background = luminance(backgroundOf(element));
			return (Math.max(text, background) + 0.05) / (Math.min(text, background) + 0.05);
		};
		return [root, ...root.querySelectorAll('*')]
			.filter((element) => element.checkVisibility())
			.filter(
				(element) =>
					element.matches('input:not([type=hidden]), select') ||
					[...element.childNodes].some(
						(node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
					),
			)
			.filter((element) => contrast(element) < 4.5)
			.map((element) => `${contrast(element).toFixed(1)}: ${element.textContent.trim()}`);
	});
}

/** Labels of a dialog, and choices in it, that take more than one line. */
export function wrappedLabels(page: Page, selector: string): Promise<string[]> {
	return page.locator(selector).evaluate((root) =>
		[...root.querySelectorAll<HTMLElement>('.form-row > label, .ingram-choices > label')]
			.filter((label) => label.checkVisibility())
			.filter((label) => {
				const lines = [...label.querySelectorAll('*')].flatMap((part) => [
					...part.getClientRects(),
				]);
				const middles = lines.map(({ top, bottom }) => (top + bottom) / 2);
				return Math.max(...middles) - Math.min(...middles) > 8;
			})
			.map((label) => label.innerText),
	);
}

/** Texts and placeholders that are still keys of a catalog, e.g. `ingram-order-search.label.name`. */
export function untranslatedTexts(page: Page, selector: string): Promise<string[]> {
	return page.locator(selector).evaluate((root) => {
		const all = [root, ...root.querySelectorAll('*')];
		const texts = all.flatMap((element) => [
			...[...element.childNodes]
				.filter((node) => node.nodeType === Node.TEXT_NODE)
				.map((node) => node.textContent ?? ''),
			...['placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
		]);
		return texts.filter((text) =>
			/ingram-(micro-account|order-search|order-watch|webhook-check)[.:]/.test(text),
		);
	});
}
