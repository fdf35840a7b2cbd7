/** The part of Node-RED's editor that the dialogs use. */

interface EditorNode {
	readonly id: string;
	readonly [property: string]: unknown;
	/** Translates a key of the node's own catalog. */
	_(key: string, values?: Readonly<Record<string, string | number>>): string;
}

interface EditorProperty {
	value: unknown;
	required?: boolean;
	/** Of a config node. */
	type?: string;
	/** True, or why the value cannot be used. */
	validate?: (this: EditorNode, value: unknown, options: object) => true | string;
}

interface EditorDefinition {
	category: string;
	defaults: Record<string, EditorProperty>;
	credentials?: Record<string, { type: 'text' | 'password'; required?: boolean }>;
	color?: string;
	icon?: string;
	inputs?: number;
	outputs?: number;
	paletteLabel?: (this: EditorNode) => string;
	label: (this: EditorNode) => string;
	labelStyle?: (this: EditorNode) => string;
	oneditprepare?: (this: EditorNode) => void;
}

declare const RED: {
	nodes: {
		registerType(type: string, definition: EditorDefinition): void;
		/** Null where there is no such node. */
		node(id: string): Readonly<Record<string, unknown>> | null;
	};
	settings: {
		/** Given by the watch node's runtime. */
		ingramOrderWatchStores?: readonly { name: string; outlivesRestart: boolean }[];
	};
};
