// Whose code a package brings along, bundled or as a dependency, and under which license.

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const { readManifest } = require('./publication.cjs');

/** Licenses of code that may be passed on with ours, by their SPDX identifiers. */
const allowedLicenses = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

/**
 * The packages that a bundle holds code of.
 * @param inputs the names of the bundle's inputs in esbuild's metafile
 * @param workingFolder what these names are relative to
 */
function bundledPackages(inputs, workingFolder) {
	const folders = inputs.flatMap((input) => {
		const [folder] = /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? [];
		return folder === undefined ? [] : [path.resolve(workingFolder, folder)];
	});
	return [...new Set(folders)].map(readPackage);
}

/** The packages that are installed with the package of a folder, those they bring along included. */
function dependenciesOf(folder) {
	const found = new Map();
	const waiting = [folder];
	for (const from of waiting) {
		const { dependencies, optionalDependencies } = readManifest(from);
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
			const dependency = findPackage(name, from);
			if (dependency === undefined && optionalDependencies?.[name] === undefined) {
				throw new Error(`${name}, a dependency of ${from}, is not installed.`);
			}
			if (dependency === undefined || found.has(dependency)) continue;
			found.set(dependency, readPackage(dependency));
			waiting.push(dependency);
		}
	}
	return [...found.values()];
}

/** Where Node.js finds a package that the package of a folder asks for. */
function findPackage(name, from) {
	const places = createRequire(path.join(fs.realpathSync(from), 'package.json')).resolve.paths(
		name,
	);
	const folder = places.map((place) => path.join(place, name)).find(fs.existsSync);
	return folder && fs.realpathSync(folder);
}

/** @throws Error that names the packages, when there are any */
function refuseThirdPartyCode(what, packages) {
	if (packages.length === 0) return;
	throw new Error(`${what} must hold no code of others, and holds: ${list(packages)}.`);
}

/** @throws Error that names the packages whose license is not allowed */
function refuseLicenses(what, packages) {
	const refused = packages.filter(({ license }) => !isAllowed(license));
	if (refused.length === 0) return;
	throw new Error(
		`${what} brings along code under licenses that are not allowed: ${list(refused)}. Allowed are ${allowedLicenses.join(', ')}.`,
	);
}

/** Of a choice one has to be allowed, of a combination each; what is nested deeper is not. */
function isAllowed(license) {
	const expression = license.replace(/^\((.*)\)$/, '$1');
	return (
		expression.split(' OR ').some((each) => allowedLicenses.includes(each)) ||
		expression.split(' AND ').every((each) => allowedLicenses.includes(each))
	);
}

function readPackage(folder) {
	const { name, version, license } = readManifest(folder);
	return { name, version, license: typeof license === 'string' ? license : 'none stated' };
}

function list(packages) {
	return packages.map(({ name, version, license }) => `${name} ${version} (${license})`).join(', ');
}

module.exports = { bundledPackages, dependenciesOf, refuseLicenses, refuseThirdPartyCode };
