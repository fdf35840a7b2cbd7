import { simplifyDocument } from '@ingram-orders/core';
import { numberKeys, otherKeys } from '../../src/documents/document-keys.ts';

const details = {
	ordernumber: '20-100',
	customerordernumber: '4500012345',
	entrytimestamp: '2020-04-03T08:54:39-07:00',
	ordertotalvalue: 14.67,
	totalweight: '1.50',
	totaltax: '0',
	billtoaddress: { suffix: '000', addressline1: '1 TEST STREET', postalcode: '01234' },
	enduserinfo: null,
	lines: [
		{
			linenumber: '004',
			partnumber: '123511',
			unitprice: '6.67',
			requestedquantity: ' 2 ',
			trackingnumber: ['10660208'],
			shipmentdetails: [
				{ quantity: 1, shippeddate: '2020-04-05', packagedetails: [{ packageweight: '-2' }] },
			],
			productextendedspecs: [{ attributename: 'ponumber', attributevalue: '17' }],
		},
	],
	somethingnew: '5',
};

const simple = {
	orderNumber: '20-100',
	customerOrderNumber: '4500012345',
	entryTimestamp: '2020-04-03T08:54:39-07:00',
	orderTotalValue: 14.67,
	totalWeight: 1.5,
	totalTax: 0,
	billToAddress: { suffix: '000', addressLine1: '1 TEST STREET', postalCode: '01234' },
	endUserInfo: null,
	lines: [
		{
			lineNumber: '004',
			partNumber: '123511',
			unitPrice: 6.67,
			requestedQuantity: 2,
			trackingNumber: ['10660208'],
			shipmentDetails: [
				{ quantity: 1, shippedDate: '2020-04-05', packageDetails: [{ packageWeight: -2 }] },
			],
			productExtendedSpecs: [{ attributeName: 'ponumber', attributeValue: '17' }],
		},
	],
	somethingnew: '5',
};

test('keys are camelCase, amounts and quantities are numbers, identifiers and dates stay text', () => {
	expect(simplifyDocument(details)).toEqual(simple);
	expect(Object.keys(simplifyDocument(details))).toEqual(Object.keys(simple));
});

test.each(['orderdetailresponse', 'invoicedetailresponse'])(
	'the envelope of %s is gone',
	(name) => {
		const serviceresponse = { responsepreamble: { statuscode: '200' }, [name]: details };
		expect(simplifyDocument({ serviceresponse })).toEqual(simple);
		expect(simplifyDocument(serviceresponse)).toEqual(simple);
	},
);

test.each(['', 'N/A', '1,234.50', '12.50-', '1e3', '0x10', '9'.repeat(20)])(
	'an amount of "%s" stays as it is',
	(totalamount) => {
		expect(simplifyDocument({ totalamount })).toEqual({ totalAmount: totalamount });
	},
);

test('a key in other capitals is known, and none is lost to another', () => {
	expect(simplifyDocument({ OrderNumber: '1' })).toEqual({ orderNumber: '1' });
	expect(simplifyDocument({ ordernumber: '1', OrderNumber: '2' })).toEqual({
		orderNumber: '1',
		OrderNumber: '2',
	});
	expect(
		simplifyDocument(JSON.parse('{"__proto__":{"quantity":"1"}}') as Record<string, unknown>),
	).toHaveProperty(['__proto__', 'quantity'], 1);
});

test('what was simplified stays as it is, and the document is not changed', () => {
	const before = structuredClone(details);
	expect(simplifyDocument(simplifyDocument(details))).toEqual(simple);
	expect(details).toEqual(before);
});

test('a key is listed once', () => {
	const keys = [...numberKeys, ...otherKeys].map((key) => key.toLowerCase());
	expect(new Set(keys).size).toBe(keys.length);
});
