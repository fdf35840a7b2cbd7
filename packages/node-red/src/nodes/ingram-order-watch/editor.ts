import { prepareAdvanced } from '../../editor/advanced.ts';
import { explainRefusals } from '../../editor/explain-refusals.ts';
import { prepareLinkedDocuments } from '../../editor/linked-documents.ts';
import { requireAccount } from '../../editor/required-account.ts';
import type { Translate } from '../../texts/shared-texts.ts';
import { prepareCodes } from './prepare-codes.ts';
import { prepareEvents } from './prepare-events.ts';
import { prepareStores } from './prepare-stores.ts';
import { checks, properties } from './properties.ts';

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
		requireAccount();
		const translate: Translate = (key, values) => this._(key, values);
		prepareEvents(this);
		prepareCodes(this, translate);
		prepareLinkedDocuments(translate);
		prepareStores(this, {
			automatic: (store) => translate('ingram-order-watch.store.automatic', { store }),
			automaticFile: translate('ingram-order-watch.store.automaticFile'),
			memory: (store) => translate('ingram-order-watch.store.memory', { store }),
			missing: (store) => translate('ingram-order-watch.store.missing', { store }),
		});
		explainRefusals(this, checks());
		prepareAdvanced('ingram-order-watch');
	},
});
