/** How n8n finds a service, by names of environment variables. */
type Settings = Readonly<Record<string, string>>;

/** What all processes of an n8n in queue mode are started with; the example sets the same names. */
export function queueModeEnvironment(postgres: Settings, redis: Settings): Settings {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: 'the-key-of-all-processes-of-the-test',
		...postgres,
		...redis,
	};
}

export function postgresEnvironment({ port }: { readonly port: string }): Settings {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: port,
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: 'n8n',
		DB_POSTGRESDB_PASSWORD: 'any',
	};
}

export function redisEnvironment({ port }: { readonly port: string }): Settings {
	return { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: port };
}

/** How soon n8n notices that a worker is gone, in milliseconds; by default it takes a minute and more. */
export const quickToNotice: Settings = {
	QUEUE_WORKER_LOCK_DURATION: '5000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};
