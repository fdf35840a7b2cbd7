import { readFault, readRefusal } from '../../src/api/gateway-fault.ts';

const quotaCode = 'policies.ratelimit.QuotaViolation';
const spikeCode = 'policies.ratelimit.SpikeArrestViolation';

function fault(errorcode: string): string {
	return JSON.stringify({ fault: { faultstring: 'Words.', detail: { errorcode } } });
}

function refusal(status: number, body: string, remaining?: string) {
	const headers = remaining === undefined ? {} : { 'x-ratelimit-remaining': remaining };
	return readRefusal({ status, headers, body });
}

const limits: [
	status: number,
	body: string,
	remaining: string | undefined,
	by: 'quota' | 'spike',
][] = [
	// The gateway's code decides, whatever the status and the headers say.
	[429, fault(quotaCode), '12', 'quota'],
	[500, fault(quotaCode), undefined, 'quota'],
	[403, fault(quotaCode), '0', 'quota'],
	[429, fault(spikeCode), '0', 'spike'],
	[500, fault(spikeCode), undefined, 'spike'],
	[503, JSON.stringify({ faultcode: spikeCode, faultstring: 'Words.' }), undefined, 'spike'],
	[429, JSON.stringify({ errorCode: quotaCode }), '3', 'quota'],
	[429, fault(quotaCode).toUpperCase(), '3', 'quota'],
	// Without a code the calls that are left decide.
	[429, '', '12', 'spike'],
	[429, fault('something.else'), '1', 'spike'],
	[429, '<html><body>Too Many Requests</body></html>', ' 7 ', 'spike'],
	[429, '', '0', 'quota'],
	[429, '', undefined, 'quota'],
	[429, '', '-1', 'quota'],
	[429, '', 'many', 'quota'],
	[429, '', '', 'quota'],
];

test.each(limits)(
	'%i with the body %s and %p calls left is refused by the %s limit',
	(...given) => {
		const [status, body, remaining, by] = given;
		expect(refusal(status, body, remaining)).toEqual({ kind: 'limited', by });
	},
);

test.each([
	[401, 'unauthorized', 'AUTHENTICATION'],
	[400, 'failed', 'REQUEST_REFUSED'],
	[403, 'failed', 'ACCESS_DENIED'],
	[404, 'failed', 'NOT_FOUND'],
	[500, 'failed', 'SERVICE_UNAVAILABLE'],
	[503, 'failed', 'SERVICE_UNAVAILABLE'],
])('%i without a code of a limit is %s, whatever is left', (status, kind, code) => {
	for (const remaining of ['0', '12', undefined]) {
		expect(refusal(status, fault('steps.oauth.v2.Something'), remaining)).toMatchObject({
			kind,
			failure: { code, status, apiMessage: 'Words.' },
		});
	}
});

test('that a text speaks of a quota is no code', () => {
	const body = JSON.stringify({ message: `It is no ${quotaCode}.` });
	expect(refusal(500, body)).toMatchObject({ kind: 'failed' });
});

test.each([
	[fault('code'), 'Words.', 'code'],
	['{"faultcode":"code","faultstring":"Words."}', 'Words.', 'code'],
	['{"FAULT":{"FaultString":" Words. "}}', 'Words.', ''],
	['{"errors":[{"message":"First."},"Second.",{"fields":"x"},null]}', 'First. Second.', ''],
	['{"message":"Words."}', 'Words.', ''],
	['{"error":"invalid_client","error_description":"Words."}', 'Words.', ''],
	['{"ErrorCode":"invalid_request","Error":"Words."}', 'Words.', 'invalid_request'],
	['{"serviceresponse":{"responsepreamble":{"returnmessage":"Words."}}}', 'Words.', ''],
	['{"responsepreamble":{"responsemessage":"Words."}}', 'Words.', ''],
	['"Words."', 'Words.', ''],
	['<p>Words.</p>', '<p>Words.</p>', ''],
	['{"fault":', '{"fault":', ''],
	['{}', '', ''],
	['', '', ''],
	['{"fault":{"detail":{"errorcode":{}}},"message":"outside"}', '', ''],
])('of the body %s the words and the code are read', (body, message, errorCode) => {
	expect(readFault(body)).toEqual({ message, errorCode });
});

/** As many texts as are asked for: `A1`, `A2`, … */
const texts = (letter: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

test('what fields of an error say stands behind its message, and what says nothing is left out', () => {
	const fields = [
		{ field: 'A', message: 'is wrong.' },
		...[{ message: 'B is wrong.' }, { field: 'C' }, {}, null, 'D'],
	];
	const errors = [{ messaage: 'Outer.', fields }, { fields: [{ field: 'E' }] }, {}];
	expect(readFault(JSON.stringify({ errors })).message).toBe(
		'Outer. – A: is wrong. – B is wrong. – C E',
	);
});

test('of many errors and of many fields the first ten are told', () => {
	const fields = texts('F', 12).map((field) => ({ field }));
	const errors = [{ message: 'Outer.', fields }, ...texts('E', 12)];
	expect(readFault(JSON.stringify({ errors })).message).toBe(
		['Outer.', ...texts('F', 10)].join(' – ') + ` ${texts('E', 9).join(' ')}`,
	);
});

test('words are looked for in two containers, not in any number of them', () => {
	const within = (depth: number): object =>
		depth === 0 ? { message: 'Words.' } : { serviceresponse: within(depth - 1) };
	const found = [0, 1, 2, 3, 4].map((depth) => readFault(JSON.stringify(within(depth))).message);
	expect(found).toEqual(['Words.', 'Words.', 'Words.', '', '']);
});

test('an array is read as its first entry', () => {
	expect(readFault('[{"message":"First."},{"message":"Second."}]').message).toBe('First.');
	expect(readFault('[]').message).toBe('[]');
});
