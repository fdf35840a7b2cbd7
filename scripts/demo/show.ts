import type { ServerSettings } from './server-settings.ts';
import type { DemoStage } from './watch-tab.ts';

/**
 * Shows the nodes in a host, with the account filled in and the examples in place, until `stop` aborts.
 * @throws Error when the host does not start, or ends by itself
 */
export type Show = (
	settings: ServerSettings,
	options: {
		/** Where orders can be changed. */
		readonly stage: DemoStage | undefined;
		readonly print: (text: string) => void;
		readonly stop: AbortSignal;
	},
) => Promise<void>;
