import {
	ICredentialsHelper,
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialsExpressionResolveValues,
	type ICredentialType,
	type IExecuteData,
	type IHttpRequestOptions,
	type INodeCredentialsDetails,
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

	getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_details: INodeCredentialsDetails,
		_type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		if (raw || !resolve) return Promise.resolve(this.stored);
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
		const { workflow, runExecutionData, runIndex, itemIndex, node, connectionInputData } = resolve;
		return Promise.resolve(
			workflow.expression.getParameterValue(
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
			) as unknown as ICredentialDataDecryptedObject,
		);
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

function notUsed(): never {
	throw new Error('n8n does not use this with OAuth2.');
}
