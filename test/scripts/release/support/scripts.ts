import { createRequire } from 'node:module';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../../..');

const requireScript = createRequire(path.join(root, 'scripts/release/package.json'));

/** The fields of the root's package.json that are filled in before the first release. */
export interface Publication {
	author: { name: string; email: string };
	repository: { type: string; url: string };
}

/** As a maintainer would fill them in. */
export const filledIn: Publication = {
	author: { name: 'The maintainers', email: 'maintainers@orders.test' },
	repository: { type: 'git', url: 'https://github.com/some-owner/some-name' },
};

/** As they are before that. */
export const notFilledIn: Publication = {
	author: { name: 'The maintainers', email: 'contributors@example.com' },
	repository: { type: 'git', url: '' },
};

export interface ThirdPartyPackage {
	name: string;
	version: string;
	license: string;
}

export const { stage } = requireScript('./stage.cjs') as {
	stage: (packageFolder: string, folder: string, publication: Publication) => Promise<void>;
};

export const licenses = requireScript('./licenses.cjs') as {
	bundledPackages: (inputs: readonly string[], workingFolder: string) => ThirdPartyPackage[];
	dependenciesOf: (folder: string) => ThirdPartyPackage[];
	refuseLicenses: (what: string, packages: readonly ThirdPartyPackage[]) => void;
	refuseThirdPartyCode: (what: string, packages: readonly ThirdPartyPackage[]) => void;
};
