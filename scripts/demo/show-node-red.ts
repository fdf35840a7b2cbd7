import { exampleFlows, exampleNames } from '../node-red/example-flows.ts';
import { startNodeRed } from '../node-red/node-red-process.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Show } from './show.ts';
import { beginStep } from './step.ts';
import { untilStopped } from './until-stopped.ts';
import { watchTab } from './watch-tab.ts';

/** Where Node-RED listens by default; the next free port when it is taken. */
const usualPort = 1880;

/** Shows Node-RED with the package installed and its examples on tabs. */
export const showNodeRed: Show = async (settings, { stage, print, stop }) => {
	const step = beginStep('Starting Node-RED with the examples');
	const flows = [
		...(stage ? watchTab(stage) : []),
		...exampleFlows(exampleNames, account(settings)),
	];
	const nodeRed = await startNodeRed({ port: usualPort, flows });
	step.done('ready');
	print(`
  Editor      ${nodeRed.origin}/
  Hold board  ${nodeRed.origin}/hold-board
`);
	if (stage) print('In the editor, the buttons on the tab Watch place and release a hold.');
	print('Ctrl-C ends');
	await untilStopped(nodeRed, 'Node-RED', stop);
};

function account({ clientId, clientSecret, ...settings }: ServerSettings) {
	return {
		...settings,
		credentials: { clientId: String(clientId), clientSecret: String(clientSecret) },
	};
}
