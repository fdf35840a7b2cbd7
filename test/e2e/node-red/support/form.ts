import type { Locator, Page } from 'playwright-core';

/** The row of the dialog that a property stands in. */
export function rowOf(
	page: Page,
	property: string,
	kind: 'input' | 'config-input' = 'input',
): Locator {
	return page.locator(`.form-row:has(#node-${kind}-${property})`);
}

/** Types a value into a typed input of a kind that is text. */
export async function typeInto(page: Page, property: string, value: string): Promise<void> {
	const field = rowOf(page, property).locator('.red-ui-typedInput-input');
	await field.fill(value);
	await field.blur();
}

/** Chooses where a typed input takes its value from, by what the menu calls it. */
export async function chooseKind(page: Page, property: string, kind: string): Promise<void> {
	await rowOf(page, property).locator('.red-ui-typedInput-type-select').click();
	await page.locator('.red-ui-typedInput-options:visible').getByText(kind, { exact: true }).click();
}

/** Opens the list of codes of a property. */
export async function openCodes(page: Page, property: string): Promise<Locator> {
	await rowOf(page, property).locator('.red-ui-typedInput-option-expand').click();
	const panel = page.locator('.ingram-codes:visible');
	await panel.waitFor();
	return panel;
}

/** The properties whose values are marked as wrong in the open dialog. */
export async function markedProperties(page: Page): Promise<string[]> {
	const ids = await page
		.locator('[id^=node-input-].input-error, [id^=node-config-input-].input-error')
		.evaluateAll((fields) => fields.map(({ id }) => id));
	return ids.map((id) => id.replace(/^node-(config-)?input-/, '')).sort();
}
