interface Listening {
	callbacks: Set<() => void>;
	listener: () => void;
}

const listening = new WeakMap<AbortSignal, Listening>();

/**
 * Calls back when the signal aborts; at once where it has. All callbacks of a signal share one
 * listener: a run has dozens of requests under way, and Node.js takes more than ten listeners for a leak.
 * @returns what takes the callback back
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
	if (signal.aborted) {
		callback();
		return () => undefined;
	}
	const { callbacks, listener } = listening.get(signal) ?? listenTo(signal);
	// A function of its own, so that the same callback can be given twice.
	const entry = () => callback();
	callbacks.add(entry);
	return () => {
		callbacks.delete(entry);
		if (callbacks.size > 0) return;
		signal.removeEventListener('abort', listener);
		listening.delete(signal);
	};
}

/** A controller that aborts with a signal, and can be aborted alone. `forget` ends the connection. */
export function abortWith(signal: AbortSignal): { stop: AbortController; forget: () => void } {
	const stop = new AbortController();
	return { stop, forget: onAbort(signal, () => stop.abort()) };
}

function listenTo(signal: AbortSignal): Listening {
	const callbacks = new Set<() => void>();
	const listener = () => {
		listening.delete(signal);
		for (const callback of callbacks) callback();
	};
	signal.addEventListener('abort', listener, { once: true });
	const started = { callbacks, listener };
	listening.set(signal, started);
	return started;
}
