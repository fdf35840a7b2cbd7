import { blankCodeWord } from '@ingram-orders/core';
import { sharedText, type Translate } from '../texts/shared-texts.ts';
import { textOf } from './text-of.ts';
import type { TypedInputKind, TypedInputWidget } from './typed-input.ts';

/** A code as the list shows it. */
export interface CodeEntry {
	/** As flows store it: `blank` for the blank code. */
	code: string;
	/** In the editor's language. */
	description: string;
	/** As the API's document describes it, in English. */
	original: string;
}

/**
 * A kind of typed input whose value is codes with commas between, chosen from a list that can be
 * searched by code or description.
 * @param codes those that are offered at the time
 */
export function codeList(codes: () => readonly CodeEntry[], translate: Translate): TypedInputKind {
	return {
		value: 'str',
		label: sharedText(translate, 'codeList.label'),
		icon: 'fa fa-list-ul',
		valueLabel(container, value) {
			showChosen(container, splitCodes(value), codes(), sharedText(translate, 'codeList.any'));
		},
		expand: {
			icon: 'fa-list-ul',
			minWidth: 340,
			content(this: TypedInputWidget, container) {
				const offered = codes();
				const chosen = new Set(splitCodes(this.value()));
				const change = (code: string, isChosen: boolean) => {
					if (isChosen) chosen.add(code);
					else chosen.delete(code);
					this.value(inTableOrder(chosen, offered).join(','));
				};
				fillPanel(container, { codes: offered, chosen, change, translate });
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
function inTableOrder(chosen: ReadonlySet<string>, codes: readonly CodeEntry[]): string[] {
	const known = codes.map(({ code }) => code).filter((code) => chosen.has(code));
	return [...known, ...[...chosen].filter((code) => !known.includes(code))];
}

function showChosen(
	container: JQuery,
	chosen: readonly string[],
	codes: readonly CodeEntry[],
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
		translate,
	}: {
		codes: readonly CodeEntry[];
		chosen: ReadonlySet<string>;
		change: (code: string, isChosen: boolean) => void;
		translate: Translate;
	},
): void {
	const search = $('<input type="text">').attr(
		'placeholder',
		sharedText(translate, 'codeList.search'),
	);
	const list = $('<div class="ingram-codes-list">');
	const nothing = $('<div class="ingram-codes-none">')
		.text(sharedText(translate, 'codeList.none'))
		.hide();
	const rows = codes.map(({ code, description, original }) => {
		const box = $('<input type="checkbox">').prop('checked', chosen.has(code));
		box.on('change', () => change(code, box.prop('checked') === true));
		const row = $('<label>').append(box, $('<span>').text(code), $('<span>').text(description));
		return { row: row.appendTo(list), text: `${code} ${description} ${original}`.toLowerCase() };
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
