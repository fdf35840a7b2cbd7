import type { Node, NodeAPI } from 'node-red';

/** In a subflow, `z` is the instance, and `_alias` the node of the subflow's definition. */
type PlacedNode = Pick<Node, 'id' | 'z'> & { _alias?: string };

/**
 * Names a node for as long as it is part of the flows. In a subflow not every release of Node-RED
 * gives a node the same id again, and each instance of it watches for itself.
 */
export function nodeKey({ id, z, _alias }: PlacedNode): string {
	return _alias === undefined ? id : `${z}-${_alias}`;
}

/**
 * Whether a node that is closed is no longer part of the flows. One that is only disabled is, though
 * Node-RED calls it removed too.
 */
export function isGone(RED: NodeAPI, { id, z, _alias }: PlacedNode): boolean {
	const ids: string[] = [];
	RED.nodes.eachNode((node) => ids.push(node.id));
	if (!ids.includes(_alias ?? id)) return true;
	// The id of an instance within another instance begins with that of the outer one.
	return _alias !== undefined && !ids.some((other) => z === other || z.startsWith(`${other}-`));
}
