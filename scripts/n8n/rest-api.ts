/** A workflow as n8n exports it. */
export interface Workflow {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Readonly<Record<string, unknown>>;
	readonly settings?: Readonly<Record<string, unknown>>;
}

export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Without an id where nobody has chosen a credential yet. */
	readonly credentials?: Readonly<Record<string, Partial<CredentialName>>>;
	readonly onError?: 'continueRegularOutput';
	readonly disabled?: boolean;
	/** The address of a node that is started by requests. */
	readonly webhookId?: string;
}

export interface CredentialName {
	readonly id: string;
	readonly name: string;
}

/** Who an n8n belongs to. */
export interface Owner {
	readonly email: string;
	readonly firstName: string;
	readonly lastName: string;
	/** At least 8 characters with a digit and a capital letter. */
	readonly password: string;
}

/** The REST interface that n8n's own editor uses, signed in as the owner who was set up. */
export class RestApi {
	readonly #origin: string;
	#cookie = '';

	constructor(origin: string) {
		this.#origin = origin;
	}

	async setUpOwner(owner: Owner): Promise<void> {
		await this.call('POST', '/owner/setup', owner);
	}

	async createCredential(
		type: string,
		name: string,
		data: Readonly<Record<string, unknown>>,
	): Promise<CredentialName> {
		const { id } = (await this.call('POST', '/credentials', { type, name, data })) as {
			id: string;
		};
		return { id, name };
	}

	/** Stores a workflow and gives its id. */
	async importWorkflow(workflow: Workflow): Promise<string> {
		const { id } = (await this.call('POST', '/workflows', workflow)) as { id: string };
		return id;
	}

	/** What n8n answers at a path below `/rest`. */
	protected async call(method: string, path: string, body?: unknown): Promise<unknown> {
		const response = await this.request(method, `/rest${path}`, body);
		return ((await response.json()) as { data: unknown }).data;
	}

	/** @throws Error with what n8n says, where it refuses */
	protected async request(method: string, path: string, body?: unknown): Promise<Response> {
		const response = await fetch(`${this.#origin}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				// n8n binds a session to the browser that signed in.
				'browser-id': 'scripts',
				cookie: this.#cookie,
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
		const session = response.headers.getSetCookie().find((each) => each.startsWith('n8n-auth='));
		if (session !== undefined) this.#cookie = session.split(';')[0] ?? '';
		if (!response.ok) {
			const text = await response.text();
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${text}`);
		}
		return response;
	}
}
