// Loaded into n8n before anything else (NODE_OPTIONS=--require). Its nodes for Google, Microsoft and
// HubSpot have the addresses of these services built in; requests to them go to servers of this
// machine instead, which the file that REDIRECTED_HOSTS_FILE names lists: { "<host>": <port> }.

const { readFileSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { URL } = require('node:url');

const requestOverTls = https.request;
const file = process.env.REDIRECTED_HOSTS_FILE;

https.request = function (...args) {
	const { hostname, port, options, done } = readArguments(args);
	const redirectedTo = redirectedHosts()[hostname];
	if (redirectedTo === undefined) return requestOverTls.apply(this, args);
	return http.request(
		{
			...options,
			...{ protocol: 'http:', host: '127.0.0.1', hostname: '127.0.0.1', port: redirectedTo },
			// What n8n gives here speaks TLS.
			...{ agent: undefined, agents: undefined, lookup: undefined },
			headers: { ...options.headers, host: port ? `${hostname}:${port}` : hostname },
		},
		done,
	);
};

/** Node.js takes an address, options, or both, and what is to be called with the answer. */
function readArguments([first, ...rest]) {
	const address = typeof first === 'string' ? new URL(first) : first instanceof URL ? first : {};
	const given = [first, ...rest].filter((each) => isOptions(each));
	const options = Object.assign(
		address instanceof URL ? { path: address.pathname + address.search } : {},
		...given,
	);
	return {
		hostname: options.hostname ?? options.host ?? address.hostname,
		port: options.port ?? address.port,
		options,
		done: rest.findLast((each) => typeof each === 'function'),
	};
}

function isOptions(value) {
	return typeof value === 'object' && value !== null && !(value instanceof URL);
}

function redirectedHosts() {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return {};
	}
}
