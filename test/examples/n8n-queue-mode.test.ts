import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import {
	postgresEnvironment,
	queueModeEnvironment,
	redisEnvironment,
} from '../e2e/n8n-queue/support/environment.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readText = (name: string) => readFileSync(path.join(root, name), 'utf8');

interface Service {
	readonly image: string;
	readonly command?: string | readonly string[];
	readonly entrypoint?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly volumes: readonly string[];
	readonly healthcheck?: unknown;
	readonly deploy?: { readonly replicas: number };
}

const folder = 'examples/n8n-queue-mode';
const compose = readText(`${folder}/compose.yaml`);
const { services, volumes } = parse(compose, { merge: true }) as {
	readonly services: Readonly<Record<'main' | 'worker' | 'nodes' | 'postgres' | 'redis', Service>>;
	readonly volumes: Readonly<Record<string, unknown>>;
};

/** What containers need, and processes of a test do not. */
const forContainers = ['GENERIC_TIMEZONE', 'N8N_GRACEFUL_SHUTDOWN_TIMEOUT'];

test('n8n is the release that the end-to-end tests run, and every image has a version', () => {
	const { dependencies } = JSON.parse(readText('scripts/n8n/server/package.json')) as {
		dependencies: { n8n: string };
	};
	for (const name of ['main', 'worker', 'nodes'] as const) {
		expect(services[name].image).toBe(`n8nio/n8n:${dependencies.n8n}`);
	}
	expect(services.postgres.image).toMatch(/^postgres:\d+\.\d+$/);
	expect(services.redis.image).toMatch(/^redis:\d+\.\d+\.\d+$/);
});

test('main process and workers are set up as in the end-to-end tests, and alike', () => {
	const port = '1';
	const tested = queueModeEnvironment(postgresEnvironment({ port }), redisEnvironment({ port }));
	const { WEBHOOK_URL, ...main } = services.main.environment ?? {};
	const { QUEUE_HEALTH_CHECK_ACTIVE, ...worker } = services.worker.environment ?? {};

	expect(Object.keys(main).sort()).toEqual([...Object.keys(tested), ...forContainers].sort());
	expect(worker).toEqual(main);
	expect(main).toMatchObject({
		EXECUTIONS_MODE: tested.EXECUTIONS_MODE,
		DB_TYPE: tested.DB_TYPE,
		DB_POSTGRESDB_PASSWORD: services.postgres.environment?.POSTGRES_PASSWORD,
		DB_POSTGRESDB_USER: services.postgres.environment?.POSTGRES_USER,
		DB_POSTGRESDB_DATABASE: services.postgres.environment?.POSTGRES_DB,
	});
	expect(WEBHOOK_URL).toMatch(/^\$\{WEBHOOK_URL\b/);
	expect(QUEUE_HEALTH_CHECK_ACTIVE).toBe('true');
	expect(services.worker).toMatchObject({ command: 'worker', deploy: { replicas: 2 } });
	for (const name of ['main', 'worker', 'postgres', 'redis'] as const) {
		expect(services[name].healthcheck).toBeDefined();
	}
});

test('the package is installed once, where main process and workers look for it', () => {
	const { name } = JSON.parse(readText('package.json')) as { name: string };
	const { entrypoint = [], command, volumes: mounted } = services.nodes;
	expect(entrypoint.slice(0, 4)).toEqual(['npm', 'install', '--prefix', '/nodes']);
	expect(command).toEqual([expect.stringMatching(`^${name}@`)]);
	expect(mounted).toEqual(['nodes:/nodes']);
	expect(services.main.volumes).toContain('nodes:/home/node/.n8n/nodes');
	expect(services.worker.volumes).toContain('nodes:/home/node/.n8n/nodes');
	const used = Object.values(services).flatMap((service) => service.volumes);
	expect(new Set(used.map((volume) => volume.split(':')[0]))).toEqual(
		new Set(Object.keys(volumes)),
	);
});

test('.env.example names every setting, and holds no secret', () => {
	const lines = readText(`${folder}/.env.example`).matchAll(/^([A-Z0-9_]+)=(.*)$/gm);
	const settings = new Map(Array.from(lines, ([, name = '', value = '']) => [name, value]));
	const asked = Array.from(compose.matchAll(/\$\{([A-Z0-9_]+):\?/g), ([, name]) => name);
	expect([...settings.keys()].sort()).toEqual([...new Set(asked)].sort());
	expect(settings.get('POSTGRES_PASSWORD')).toBe('');
	expect(settings.get('N8N_ENCRYPTION_KEY')).toBe('');
});
