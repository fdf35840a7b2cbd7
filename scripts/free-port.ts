import { createServer } from 'node:net';

const loopback = '127.0.0.1';

/** A port of this machine that nobody listens on: the wanted one, or the next free one after it. */
export async function freePort(wanted = 0): Promise<number> {
	for (let port = wanted; port <= 65_535; port++) {
		const free = await tryPort(port);
		if (free !== undefined) return free;
	}
	throw new Error(`No port from ${wanted} on is free.`);
}

function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
			else reject(error);
		});
		server.listen(port, loopback, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
}
