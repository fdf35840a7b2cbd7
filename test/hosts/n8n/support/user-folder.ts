import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';

/** n8n writes its settings file when it is loaded; not into the home folder of whoever runs the tests. */
const folder = mkdtempSync(join(tmpdir(), 'n8n-user-'));
process.env['N8N_USER_FOLDER'] = folder;
process.env['N8N_LOG_LEVEL'] = 'silent';

const remove = () => {
	rmSync(folder, { recursive: true, force: true });
};
if (typeof afterAll === 'function') afterAll(remove);
else process.once('exit', remove);
