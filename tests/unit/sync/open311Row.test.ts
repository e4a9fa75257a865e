import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CityContext } from '../../../electron/city/sync/adapter.ts';
import { parseListResponse } from '../../../electron/city/sync/open311/listResponse.ts';
import { readRow } from '../../../electron/city/sync/open311/row.ts';
import { fixtureFile } from './fixtureFile.ts';

const NANJING: CityContext = { bbox: [118.7, 31.9, 118.9, 32.1], fallbackPoints: [], zone: 'Asia/Shanghai' };
const context = { crs: 'wgs84' as const, zone: 'Asia/Shanghai', city: NANJING };

function caseOf(row: unknown) {
  const reading = readRow(row, context);
  if (!reading.ok) throw new Error(reading.refusal.reason);
  return reading.case;
}

const BASE = { service_request_id: '1', requested_datetime: '2026-03-01T08:00:00+08:00' };

describe('reading a request', () => {
  it('takes every field of a plain row', () => {
    const read = caseOf({
      ...BASE,
      service_request_id: 7001,
      status: 'closed',
      service_code: '006',
      service_name: '暴露垃圾',
      description: '门口垃圾未清\r\n第二行',
      agency_responsible: '城管局',
      updated_datetime: '2026-03-02T08:00:00+08:00',
      expected_datetime: '2026-03-03T08:00:00+08:00',
      address: '某路 1 号',
      lat: '32,01',
      long: '118,81',
      media_url: 'https://example.org/a.jpg ',
    });
    expect(read).toMatchObject({
      sourceId: '7001',
      status: 'closed',
      categoryCode: '006',
      categoryName: '暴露垃圾',
      title: '门口垃圾未清',
      description: '门口垃圾未清\n第二行',
      org: '城管局',
      requestedAt: Date.UTC(2026, 2, 1),
      updatedAt: Date.UTC(2026, 2, 2),
      closedAt: Date.UTC(2026, 2, 2),
      upstreamDueAt: Date.UTC(2026, 2, 3),
      lon: 118.81,
      lat: 32.01,
      mediaUrl: 'https://example.org/a.jpg',
      contact: null,
    });
  });

  it.each([
    ['Open', 'open'],
    ['Received', 'open'],
    ['CLOSED', 'closed'],
    ['archived', 'closed'],
    ['no further action', 'closed'],
    ['已结案', 'closed'],
    ['', 'open'],
  ])('status %s is %s', (word, status) => {
    expect(caseOf({ ...BASE, status: word }).status).toBe(status);
  });

  it('honours stage, channel and rework of extended attributes', () => {
    const extended_attributes = { stage: 'checking', channel: '12345', rework_count: 2 };
    expect(caseOf({ ...BASE, status: 'open', extended_attributes })).toMatchObject({
      stage: 'checking',
      channel: '12345',
      rework: 2,
    });
    expect(caseOf({ ...BASE, extended_attributes: { detailed_status: 'IN_PROCESS' } }).stage).toBe(
      'handling',
    );
    expect(caseOf({ ...BASE, status: 'closed' }).stage).toBeNull();
  });

  it('reads old FixMyStreet with lists of one and empty objects', () => {
    const read = caseOf({
      service_request_id: ['9'],
      requested_datetime: ['2021-01-08T10:00:00+00:00'],
      status: ['open'],
      service_name: ['Pothole'],
      service_code: ['Pothole'],
      description: {},
      agency_responsible: [{ recipient: ['Oxfordshire', 'Highways'] }],
    });
    expect(read).toMatchObject({ sourceId: '9', org: 'Oxfordshire、Highways', description: null });
  });

  it('makes up a category where there is none and says so', () => {
    expect(caseOf({ ...BASE, service_name: 'Wilder Müll' })).toMatchObject({
      categoryCode: 'Wilder Müll',
      categoryName: 'Wilder Müll',
    });
    expect(caseOf(BASE)).toMatchObject({ categoryCode: 'unclassified', categoryName: '未分类' });
  });

  it('splits contact data off and masks numbers in free text, also in the raw row', () => {
    const read = caseOf({
      ...BASE,
      description: '请回电 13812345678',
      extended_attributes: { first_name: '某', phone: '13812345678', email: 'a@example.org' },
    });
    expect(read.contact).toMatchObject({
      phone: '13812345678',
      identity: null,
      originalDescription: '请回电 13812345678',
    });
    expect(read.description).toBe('请回电 138****5678');
    expect(read.raw).not.toContain('13812345678');
    expect(read.raw).not.toContain('a@example.org');
  });

  it.each([
    [{ requested_datetime: '2026-03-01T08:00:00Z', status: 'open' }, 'no-id', /编号/],
    [{ token: 'abc', status: 'open' }, 'no-id', /凭证/],
    [{ service_request_id: '1' }, 'no-time', /上报时间/],
    [{ service_request_id: '1', requested_datetime: 'yesterday' }, 'bad-time', /无法识别/],
    [{ unparsed: '{"a":' }, 'unparsed', /残缺/],
    [{ service_code: '1', description: 'x' }, 'not-a-case', /不是工单/],
    ['text', 'not-a-row', /不是工单/],
    [null, 'not-a-row', /不是工单/],
  ])('refuses %j as %s', (row, code, reason) => {
    const reading = readRow(row, context);
    expect(reading.ok).toBe(false);
    if (reading.ok) return;
    expect(reading.refusal.code).toBe(code);
    expect(reading.refusal.reason).toMatch(reason);
    expect(() => JSON.parse(reading.refusal.payload)).not.toThrow();
  });

  it('never throws, whatever a row holds', () => {
    const names = fc.constantFrom(
      ...[
        'service_request_id',
        'requested_datetime',
        'updated_datetime',
        'status',
        'lat',
        'long',
        'description',
      ],
      ...[
        'extended_attributes',
        'agency_responsible',
        'address',
        'media_url',
        'location',
        'position',
        'value',
        'type',
      ],
    );
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), (row) => {
        const reading = readRow(row, context);
        expect(typeof reading.ok).toBe('boolean');
      }),
    );
  });
});

describe('odd recordings', () => {
  const rowsOf = (name: string): unknown[] => {
    const bytes = fixtureFile(name);
    const body = bytes === null ? null : parseListResponse({ text: new TextDecoder().decode(bytes) }, 'json');
    return body?.kind === 'rows' ? body.rows : [];
  };

  it('NGSI: two zones in one time, values in wrappings, a GeoJSON point', () => {
    const [row] = rowsOf('ngsi/service_requests-example-normalized.jsonld');
    const reading = readRow(row, context);
    expect(reading.ok && reading.case).toMatchObject({
      sourceId: '638344',
      status: 'closed',
      requestedAt: Date.UTC(2010, 3, 14, 14, 37, 38),
      lon: -3.164485591715449,
    });
  });

  it('Toronto: empty times are none, the limit is the upstream one', () => {
    const [row] = rowsOf('toronto-2018-request-single.xml');
    expect(caseOf(row)).toMatchObject({
      sourceId: '101005420892',
      updatedAt: null,
      upstreamDueAt: Date.UTC(2018, 7, 3, 4, 1),
      description: null,
    });
  });

  it('San Francisco 2012: SOAP namespaces, nil, no zone, zero coordinates', () => {
    const text = `<?xml version="1.0"?><soapenv:Envelope xmlns:soapenv="s"><soapenv:Body><service_requests
      xmlns:xsi="i"><request><service_request_id>1</service_request_id><status>Open</status><service_code>006</service_code>
      <requested_datetime>2012-05-22 23:57:23.97</requested_datetime><updated_datetime xsi:nil="true"/>
      <lat>0.0</lat><long>0.0</long></request></service_requests></soapenv:Body></soapenv:Envelope>`;
    const body = parseListResponse({ text }, 'xml');
    expect(body.kind === 'rows' && body.rows).toHaveLength(1);
    const read = caseOf(body.kind === 'rows' ? body.rows[0] : null);
    expect(read).toMatchObject({
      status: 'open',
      categoryCode: '006',
      requestedAt: Date.UTC(2012, 4, 22, 15, 57, 23, 970),
      updatedAt: null,
      locationQuality: 'zero',
    });
  });
});
