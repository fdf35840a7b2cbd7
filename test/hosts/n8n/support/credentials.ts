import {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

/** The one stored credential of a test, resolved and renewed as n8n does it with its database. */
export class StoredCredential extends ICredentialsHelper {
	stored: ICredentialDataDecryptedObject;
	readonly #type: ICredentialType;

	constructor(type: ICredentialType, fields: ICredentialDataDecryptedObject) {
		super();
		this.#type = type;
		this.stored = fields;
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		_type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		if (raw) return this.stored;
		const { properties } = this.#type;
		const filled = NodeHelpers.getNodeParameters(
			properties,
			{ ...this.stored } as never,
			true,
			false,
			null,
			null,
		);
		const data = { ...filled, oauthTokenData: this.stored['oauthTokenData'] } as never;
		if (!resolve) return resolveWithoutRun(data, mode);
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = resolve;
		return workflow.expression.getParameterValue(
			data,
			runExecutionData,
			runIndex,
			itemIndex,
			node.name,
			connectionInputData,
			mode,
			{},
			executeData,
			false,
			data,
		) as unknown as ICredentialDataDecryptedObject;
	}

	updateCredentialsOauthTokenData(
		_details: INodeCredentialsDetails,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored = { ...this.stored, oauthTokenData: data['oauthTokenData'] } as never;
		return Promise.resolve();
	}

	getParentTypes(): string[] {
		return this.#type.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	runPreAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	getCredentialsProperties() {
		return this.#type.properties;
	}

	preAuthentication(): Promise<undefined> {
		return Promise.resolve(undefined);
	}

	authenticate(): Promise<IHttpRequestOptions> {
		return notUsed();
	}

	getCredentials(): Promise<ICredentials> {
		return notUsed();
	}

	updateCredentials(): Promise<void> {
		return notUsed();
	}
}

/** As for a poll, where there are no input items that an expression could name. */
async function resolveWithoutRun(
	data: ICredentialDataDecryptedObject,
	mode: WorkflowExecuteMode,
): Promise<ICredentialDataDecryptedObject> {
	const node: INode = {
		id: '',
		name: '',
		type: 'mock',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const description = { properties: [] };
	const find = () => ({ description }) as unknown as INodeType;
	const nodeTypes = { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
	const { expression } = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	await expression.acquireIsolate();
	try {
		return expression.getComplexParameterValue(
			node,
			data as never,
			mode,
			{},
			undefined,
			undefined,
			data,
		) as unknown as ICredentialDataDecryptedObject;
	} finally {
		await expression.releaseIsolate();
	}
}

function notUsed(): never {
	throw new Error('n8n does not use this with OAuth2.');
}
