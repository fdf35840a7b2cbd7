/** An entry of the list. */
export interface ComboboxOption {
	/** What the field is filled with. */
	value: string;
	/** What it means, in the editor's language. */
	label: string;
}

export interface ComboboxSettings {
	/** The element that the list opens below, and that the button is put into. */
	host: JQuery;
	options: readonly ComboboxOption[];
	/** What the button that opens the list is called. */
	openLabel: string;
	/** Whether the list is offered now. */
	isOffered?: () => boolean;
}

let lists = 0;

/**
 * Lets a text field also be filled from a list, by mouse or by keyboard, as the ARIA pattern of a
 * combobox has it. What is typed narrows the list; any other text stays as it was typed.
 */
export function makeCombobox(input: JQuery, settings: ComboboxSettings): void {
	const { host, options, openLabel, isOffered = () => true } = settings;
	const id = `ingram-list-${String(++lists)}`;
	const list = $('<ul class="ingram-list" role="listbox">').attr({ id, 'aria-label': openLabel });
	const button = $('<button type="button" class="ingram-list-open" tabindex="-1">')
		.attr({ 'aria-label': openLabel, title: openLabel })
		.append($('<i class="fa fa-caret-down">'));
	host.append(button).parent().css('position', 'relative').append(list.hide());
	const rows = options.map((option, index) => rowOf(option, `${id}-${String(index)}`, list));
	let active: JQuery | undefined;

	const isOpen = () => list.is(':visible');
	const activate = (row: JQuery | undefined) => {
		list.children().attr('aria-selected', 'false');
		active = row;
		row?.attr('aria-selected', 'true');
		row?.get(0)?.scrollIntoView({ block: 'nearest' });
		input.attr('aria-activedescendant', row?.attr('id') ?? '');
	};
	const close = () => {
		list.hide();
		activate(undefined);
		input.attr('aria-expanded', 'false');
	};
	const open = (shown: readonly boolean[]) => {
		if (!isOffered() || !shown.includes(true)) {
			close();
			return;
		}
		const { left, top } = host.position();
		list.css({ left, top: top + (host.outerHeight() ?? 0), width: host.outerWidth() ?? '' }).show();
		rows.forEach((row, index) => row.toggle(shown[index] === true));
		input.attr('aria-expanded', 'true');
		activate(undefined);
	};
	const openAll = () => {
		open(options.map(() => true));
		activate(rows[options.findIndex(({ value }) => value === typed(input).toUpperCase())]);
	};
	const choose = (row: JQuery) => {
		input.val(String(row.data('value')));
		close();
		input.trigger('change').trigger('focus');
	};
	const move = (step: 1 | -1) => {
		const shown = list.children(':visible').toArray();
		const at = active ? shown.indexOf(active.get(0) as HTMLElement) : step > 0 ? -1 : 0;
		const next = shown.at((at + step) % shown.length);
		if (next !== undefined) activate($(next));
	};

	input.attr({ role: 'combobox', 'aria-controls': id, 'aria-autocomplete': 'list' });
	input.attr({ 'aria-expanded': 'false', autocomplete: 'off' });
	input.on('input', () => open(options.map((option) => fits(option, typed(input)))));
	input.on('blur', close);
	input.on('keydown', (event) => {
		if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
			if (isOpen()) move(event.key === 'ArrowDown' ? 1 : -1);
			else openAll();
		} else if (event.key === 'Enter' && active !== undefined) choose(active);
		else if (event.key === 'Escape' && isOpen()) close();
		else return;
		event.preventDefault();
		// The editor would close the whole dialog.
		event.stopPropagation();
	});
	// The field keeps the focus, as leaving it closes the list.
	list.add(button).on('mousedown', (event) => event.preventDefault());
	for (const row of rows) row.on('click', () => choose(row));
	button.on('click', () => {
		input.trigger('focus');
		if (isOpen()) close();
		else openAll();
	});
}

function rowOf({ value, label }: ComboboxOption, id: string, list: JQuery): JQuery {
	return $('<li role="option" aria-selected="false">')
		.attr('id', id)
		.data('value', value)
		.append($('<span>').text(label), $('<span>').text(value))
		.appendTo(list);
}

function fits({ value, label }: ComboboxOption, text: string): boolean {
	const sought = text.toLowerCase();
	return (
		value.toLowerCase().startsWith(sought) ||
		label.split(' ').some((word) => word.toLowerCase().startsWith(sought))
	);
}

function typed(input: JQuery): string {
	return String(input.val()).trim();
}
