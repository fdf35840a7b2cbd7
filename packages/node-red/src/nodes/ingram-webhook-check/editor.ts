RED.nodes.registerType('ingram-webhook-check', {
	category: 'Ingram Micro',
	color: '#7aa7d6',
	defaults: { name: { value: '' } },
	credentials: { secretKey: { type: 'password', required: true } },
	inputs: 1,
	outputs: 1,
	icon: 'ingram-webhook-check.svg',
	paletteLabel() {
		return this._('ingram-webhook-check.label.node');
	},
	label() {
		return typeof this['name'] === 'string' && this['name'] !== ''
			? this['name']
			: this._('ingram-webhook-check.label.node');
	},
	labelStyle() {
		return this['name'] ? 'node_label_italic' : '';
	},
});
