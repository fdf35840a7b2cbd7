import { prepareAdvanced } from '../../editor/advanced.ts';
import { prepareLinkedDocuments } from '../../editor/linked-documents.ts';
import { prepareCodes } from './prepare-codes.ts';
import { prepareEvents } from './prepare-events.ts';
import { prepareStores } from './prepare-stores.ts';
import { properties } from './properties.ts';

RED.nodes.registerType('ingram-order-watch', {
	category: 'Ingram Micro',
	color: '#7aa7d6',
	defaults: { ...properties },
	inputs: 1,
	outputs: 1,
	icon: 'ingram-order-watch.svg',
	paletteLabel() {
		return this._('ingram-order-watch.label.node');
	},
	label() {
		return typeof this['name'] === 'string' && this['name'] !== ''
			? this['name']
			: this._('ingram-order-watch.label.node');
	},
	labelStyle() {
		return this['name'] ? 'node_label_italic' : '';
	},
	oneditprepare() {
		const translate = (key: string, values?: Record<string, string>) =>
			this._(`ingram-order-watch.${key}`, values);
		prepareEvents(this);
		prepareCodes(this, {
			label: translate('codes.label'),
			any: translate('codes.any'),
			search: translate('codes.search'),
			none: translate('codes.none'),
		});
		prepareLinkedDocuments({
			order: translate('includeLinked.order'),
			invoice: translate('includeLinked.invoice'),
			none: translate('includeLinked.none'),
		});
		prepareStores(this, {
			automatic: (store) => translate('store.automatic', { store }),
			automaticFile: translate('store.automaticFile'),
			memory: (store) => translate('store.memory', { store }),
			missing: (store) => translate('store.missing', { store }),
		});
		prepareAdvanced('ingram-order-watch');
	},
});
