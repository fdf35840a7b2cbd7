import { writeFileSync } from 'node:fs';
import path from 'node:path';

const preload = path.join(import.meta.dirname, 'redirect-hosts.cjs');

/** What n8n is started with so that `redirectHosts` has an effect. */
export function redirectingEnvironment(userFolder: string): NodeJS.ProcessEnv {
	return {
		NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
		REDIRECTED_HOSTS_FILE: fileIn(userFolder),
	};
}

/**
 * From now on, requests of n8n over https to these hosts go to servers of this machine.
 * @param ports the server's port, by the host's name; all other redirections end
 */
export function redirectHosts(
	{ userFolder }: { readonly userFolder: string },
	ports: Readonly<Record<string, number>>,
): void {
	writeFileSync(fileIn(userFolder), JSON.stringify(ports));
}

function fileIn(userFolder: string): string {
	return path.join(userFolder, 'redirected-hosts.json');
}
