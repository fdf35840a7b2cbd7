import { shipmentFields } from '../../src/documents/shipment-fields.ts';

const detailsOfV6 = {
	ingramOrderNumber: '20-RD3QV',
	lines: [
		{
			subOrderNumber: '20-RD3QV-11',
			promisedDeliveryDate: '2026-01-30',
			shipmentDetails: [
				{
					invoiceNumber: '20RD3QV11',
					carrierDetails: [
						{
							carrierCode: 'VL',
							carrierName: 'VIRTUAL',
							shippedDate: '2026-01-07',
							estimatedDeliveryDate: '2026-01-09',
							trackingDetails: [
								{ trackingNumber: '390064, 390065', serialNumbers: [{ serialNumber: 'Q2EV' }] },
							],
						},
						{ carrierName: 'VIRTUAL', shippedDate: '2026-01-08', trackingDetails: null },
					],
				},
			],
		},
		{ subOrderNumber: '20-RD3QV-21', shipmentDetails: { invoiceNumber: 'other' } },
	],
};

test('details of version 6.1 give the fields of the shipment they are asked of', () => {
	expect(shipmentFields('20-RD3QV-11', { order: detailsOfV6 })).toEqual({
		trackingNumbers: '390064, 390065',
		carrier: 'VIRTUAL',
		shippedAt: '2026-01-08',
		estimatedDelivery: '2026-01-09',
		serialNumbers: 'Q2EV',
		invoiceNumber: '20RD3QV11',
	});
});

test('details of version 5 give the same', () => {
	const order = {
		ordernumber: '20-RD12H',
		lines: [
			{
				ordersuffix: '11',
				erpordernumber: '20-RD12H',
				serialnumberdetails: [{ serialnumber: 'S1' }, { serialnumber: 'S2' }],
				shipmentdetails: [
					{
						shipmentdate: '2026-01-07',
						invoicenumber: '20-RD12H-11',
						carriercode: 'UP',
						packagedetails: { trackingnumber: '1Z' },
					},
				],
			},
			{ ordersuffix: '21', serialnumberdetails: [{ serialnumber: 'S3' }] },
		],
	};
	expect(shipmentFields('20-RD12H-11', { order })).toEqual({
		trackingNumbers: '1Z',
		carrier: 'UP',
		shippedAt: '2026-01-07',
		estimatedDelivery: '',
		serialNumbers: 'S1, S2',
		invoiceNumber: '20-RD12H-11',
	});
	expect(shipmentFields('20-RD12H-21', { order }).serialNumbers).toBe('S3');
});

test('what is not told is empty, and an invoice alone tells its number', () => {
	const empty = { trackingNumbers: '', carrier: '', shippedAt: '' };
	expect(shipmentFields('11', {})).toMatchObject({ ...empty, invoiceNumber: '' });
	expect(shipmentFields('11', { order: null, invoice: { invoicenumber: 7 } })).toMatchObject({
		...empty,
		...{ estimatedDelivery: '', serialNumbers: '', invoiceNumber: '7' },
	});
});

test('lines that name no suborder belong to whatever is asked for', () => {
	const order = { lines: { trackingnumber: ['A', '', 'A'] } };
	expect(shipmentFields('20-1-11', { order }).trackingNumbers).toBe('A');
});
