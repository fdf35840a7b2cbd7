/**
 * The page with other figures of one section, between the two marks that it has for them.
 * @throws Error where the page lacks a mark
 */
export function withFigures(page: string, sectionName: string, figures: string): string {
	const begin = `<!-- figures of ${sectionName} -->`;
	const from = page.indexOf(begin);
	const to = page.indexOf(`<!-- end of figures of ${sectionName} -->`, from);
	if (from < 0 || to < 0) {
		throw new Error(`The page lacks the marks for the figures of ${sectionName}.`);
	}
	return `${page.slice(0, from + begin.length)}\n\n${figures}\n\n${page.slice(to)}`;
}
