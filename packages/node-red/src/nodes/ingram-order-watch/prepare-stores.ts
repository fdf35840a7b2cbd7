import { inputOf } from '../../editor/input-of.ts';
import { textOf } from '../../editor/text-of.ts';
import { automaticStore } from '../../state/configured-stores.ts';

/** Texts of the choice of a context store, translated. */
export interface StoreTexts {
	automatic: (store: string) => string;
	/** Where no store outlives a restart. */
	automaticFile: string;
	/** Of a store that does not outlive a restart. */
	memory: (store: string) => string;
	/** Of a chosen store that is not configured here. */
	missing: (store: string) => string;
}

/** Fills the choice of the context store with those that are configured. */
export function prepareStores(node: EditorNode, texts: StoreTexts): void {
	const stores = RED.settings.ingramOrderWatchStores ?? [];
	const automatic = automaticStore(stores);
	const chosen = textOf(node['store']);
	const select = inputOf('store').empty();
	const add = (value: string, text: string) => $('<option>').val(value).text(text).appendTo(select);
	add('', automatic === undefined ? texts.automaticFile : texts.automatic(automatic));
	for (const { name, outlivesRestart } of stores) {
		add(name, outlivesRestart ? name : texts.memory(name));
	}
	if (chosen !== '' && !stores.some(({ name }) => name === chosen))
		add(chosen, texts.missing(chosen));
	select.val(chosen);
}
