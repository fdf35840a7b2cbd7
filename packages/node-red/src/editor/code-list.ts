import { blankCodeWord, type CodeDescription } from '@ingram-orders/core';
import { textOf } from './text-of.ts';
import type { TypedInputKind, TypedInputWidget } from './typed-input.ts';

/** Texts of the control, translated. */
export interface CodeListTexts {
	/** The kind's name in the menu of kinds. */
	label: string;
	/** Shown when no code is chosen. */
	any: string;
	/** Placeholder of the search field. */
	search: string;
	/** Shown when the search finds nothing. */
	none: string;
}

/**
 * A kind of typed input whose value is codes with commas between, chosen from a list that can be
 * searched by code or description.
 */
export function codeList(
	entries: readonly CodeDescription[],
	texts: CodeListTexts,
): TypedInputKind {
	const codes = entries.map(({ code, description }) => ({
		code: code || blankCodeWord,
		description,
	}));
	return {
		value: 'str',
		label: texts.label,
		icon: 'fa fa-list-ul',
		valueLabel(container, value) {
			showChosen(container, splitCodes(value), codes, texts.any);
		},
		expand: {
			icon: 'fa-list-ul',
			minWidth: 340,
			content(this: TypedInputWidget, container) {
				const chosen = new Set(splitCodes(this.value()));
				const change = (code: string, isChosen: boolean) => {
					if (isChosen) chosen.add(code);
					else chosen.delete(code);
					this.value(inTableOrder(chosen, codes).join(','));
				};
				fillPanel(container, { codes, chosen, change, texts });
				return {};
			},
		},
	};
}

/** Codes of a text with commas, as flows store them. */
export function splitCodes(value: unknown): string[] {
	return textOf(value)
		.split(',')
		.map((code) => code.trim())
		.filter((code) => code !== '')
		.map((code) => (code.toLowerCase() === blankCodeWord ? blankCodeWord : code.toUpperCase()));
}

/** Codes that are in no table come last, so that nobody loses one without noticing. */
function inTableOrder(chosen: ReadonlySet<string>, codes: readonly CodeDescription[]): string[] {
	const known = codes.map(({ code }) => code).filter((code) => chosen.has(code));
	return [...known, ...[...chosen].filter((code) => !known.includes(code))];
}

function showChosen(
	container: JQuery,
	chosen: readonly string[],
	codes: readonly CodeDescription[],
	any: string,
): void {
	const line = $('<span class="ingram-codes-chosen">').appendTo(container);
	if (chosen.length === 0) line.addClass('ingram-codes-any').text(any);
	const described = chosen.map((code) => {
		const description = codes.find((entry) => entry.code === code)?.description;
		return description === undefined ? code : `${code} ${description}`;
	});
	if (described.length > 0) line.text(described.join(', ')).attr('title', described.join('\n'));
	line.on('click', () => {
		container.siblings('.red-ui-typedInput-option-expand').trigger('click');
	});
}

function fillPanel(
	container: JQuery,
	{
		codes,
		chosen,
		change,
		texts,
	}: {
		codes: readonly CodeDescription[];
		chosen: ReadonlySet<string>;
		change: (code: string, isChosen: boolean) => void;
		texts: CodeListTexts;
	},
): void {
	const search = $('<input type="text">').attr('placeholder', texts.search);
	const list = $('<div class="ingram-codes-list">');
	const nothing = $('<div class="ingram-codes-none">').text(texts.none).hide();
	const rows = codes.map(({ code, description }) => {
		const box = $('<input type="checkbox">').prop('checked', chosen.has(code));
		box.on('change', () => change(code, box.prop('checked') === true));
		const row = $('<label>').append(box, $('<span>').text(code), $('<span>').text(description));
		return { row: row.appendTo(list), text: `${code} ${description}`.toLowerCase() };
	});
	search.on('input', () => {
		const words = String(search.val()).toLowerCase().split(/\s+/);
		const found = rows.filter(({ row, text }) => {
			const isFound = words.every((word) => text.includes(word));
			row.toggle(isFound);
			return isFound;
		});
		nothing.toggle(found.length === 0);
	});
	const panel = $('<div class="ingram-codes">').append(search, list, nothing).appendTo(container);
	panel.on('keydown', (event) => {
		if (event.key !== 'Escape') return;
		// The editor would close the whole dialog. A press elsewhere closes the panel alone.
		event.stopPropagation();
		$(document).trigger('mousedown');
	});
	setTimeout(() => search.trigger('focus'), 0);
}
