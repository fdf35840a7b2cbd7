import { saveScreenshot } from '../../../support/chromium.ts';
import { byTestId, openEditor, type Editor } from '../../support/editor.ts';
import { exampleFiles } from '../../../../../scripts/n8n/example-workflows.ts';
import { readExample } from '../../support/example.ts';
import type { N8n } from '../../support/n8n-server.ts';

interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export function examplePictureTests(n8n: () => N8n): void {
	let editor: Editor;

	beforeAll(async () => {
		editor = await openEditor(n8n());
	});

	afterAll(() => editor.close());

	test.each(exampleFiles)('%s: nothing lies over anything else on the canvas', async (file) => {
		const { page } = editor;
		const example = readExample(file, { credentials: {} });
		await editor.openWorkflow(await n8n().api.importWorkflow(example));
		await byTestId(page, 'zoom-to-fit').click();
		// The canvas moves for a moment.
		await page.waitForTimeout(500);
		const boxes = await boxesOf(editor);
		await saveScreenshot(page, `n8n-example-${file.replace(/^\d+-|\.json$/g, '')}`);

		expect(boxes).toHaveLength(example.nodes.length);
		expect(overlapping(boxes)).toEqual([]);
	});
}

/** What nodes and notes take up, with the names and subtitles below nodes. */
async function boxesOf({ page }: Editor): Promise<readonly Box[]> {
	return page.locator('[data-canvas-node-render-type]').evaluateAll((elements) =>
		elements.map((element): Box => {
			const rectangles = [element, ...element.querySelectorAll('*')]
				.map((each) => each.getBoundingClientRect())
				.filter(({ width, height }) => width > 0 && height > 0);
			return {
				name: element.textContent.slice(0, 40),
				left: Math.min(...rectangles.map(({ left }) => left)),
				top: Math.min(...rectangles.map(({ top }) => top)),
				right: Math.max(...rectangles.map(({ right }) => right)),
				bottom: Math.max(...rectangles.map(({ bottom }) => bottom)),
			};
		}),
	);
}

function overlapping(boxes: readonly Box[]): readonly string[] {
	return boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					one.left < other.right &&
					other.left < one.right &&
					one.top < other.bottom &&
					other.top < one.bottom,
			)
			.map((other) => `${one.name} / ${other.name}`),
	);
}
