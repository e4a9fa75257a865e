import { describe, expect, it } from 'vitest';
import type { CityContext } from '../../../electron/city/sync/adapter.ts';
import { decodeBody } from '../../../electron/city/sync/http/charset.ts';
import { parseListResponse } from '../../../electron/city/sync/open311/listResponse.ts';
import { readRow } from '../../../electron/city/sync/open311/row.ts';
import { fixtureFile } from './fixtureFile.ts';

const WORLD: CityContext = { bbox: [-180, -90, 180, 90], fallbackPoints: [], zone: 'UTC' };

type Expected =
  | { stored: number; refused: Record<string, number> }
  | { trouble: string }
  | { unreadable: string };
const stored = (count: number): Expected => ({ stored: count, refused: {} });
const noCase = (count: number): Expected => ({ stored: 0, refused: { 'not-a-case': count } });

/** Every recorded answer: rows stored, rows refused and why, or the server's own words. */
const TABLE: [string, Expected][] = [
  ['bloomington-2012-ureport-services.json', noCase(46)],
  ['cfa-gem/403.xml', { trouble: "Invalid api_key received -- can't proceed with create_request." }],
  [
    'cfa-gem/get_service_request_not_found.xml',
    { trouble: '404 Service request not found with id or token not-an-id' },
  ],
  ['cfa-gem/post_service_request.xml', { stored: 0, refused: { 'no-time': 1 } }],
  ['cfa-gem/request_id_from_token.xml', { stored: 0, refused: { 'no-time': 1 } }],
  ['cfa-gem/service_definition.xml', noCase(1)],
  ['cfa-gem/service_requests.xml', stored(2)],
  ['cfa-gem/service_requests_empty.xml', stored(0)],
  ['cfa-gem/services.xml', noCase(36)],
  ['chicago-2014-connectedbits-requests-extensions.json', stored(50)],
  ['chicago-2014-requests.json', stored(2)],
  ['chicago-2014-services.json', noCase(3)],
  ['fixmystreet-shape.json', stored(1)],
  ['giessen-services.xml', noCase(8)],
  ['helsinki/discovery.json', noCase(1)],
  ['helsinki/fiware-ngsi-wrapped.json', stored(1)],
  ['helsinki/request-with-tasks-swapped-latlong.json', stored(1)],
  ['helsinki/services.json', noCase(10)],
  ['helsinki/services.xml', noCase(10)],
  ['helsinki/services_fi.json', noCase(10)],
  ['helsinki/services_fi.xml', noCase(10)],
  ['helsinki/services_sv.json', noCase(10)],
  ['koeln-2023-markaspot-requests.json', stored(50)],
  ['ngsi/IssueReporting-example-normalized.jsonld', noCase(1)],
  ['ngsi/IssueReporting-example.json', noCase(1)],
  ['ngsi/IssueReporting-example.jsonld', noCase(1)],
  ['ngsi/service_requests-example-normalized.jsonld', stored(1)],
  ['ngsi/service_requests-example.json', stored(1)],
  ['ngsi/service_requests-example.jsonld', stored(1)],
  ['ngsi/services-example-normalized.jsonld', noCase(1)],
  ['ngsi/services-example.json', noCase(1)],
  ['ngsi/services-example.jsonld', noCase(1)],
  ['peer-6aika-issue-reporting/post-bad-apikey.400.json', { trouble: '400 Invalid API key' }],
  ['peer-6aika-issue-reporting/post-created.201.json', stored(1)],
  [
    'peer-6aika-issue-reporting/post-missing-service.400.json',
    { trouble: '400 service_code: This field is required.' },
  ],
  ['peer-6aika-issue-reporting/request-not-found.404.xml', { trouble: '404 Not Found' }],
  ['peer-6aika-issue-reporting/request-single.json', stored(1)],
  ['peer-6aika-issue-reporting/request-single.xml', stored(1)],
  ['peer-6aika-issue-reporting/requests-bad-date.500.html', { unreadable: 'bad-xml' }],
  ['peer-6aika-issue-reporting/requests-beyond-last-page.404.json', { trouble: '404 Invalid page.' }],
  ['peer-6aika-issue-reporting/requests-comma-status.json', stored(3)],
  ['peer-6aika-issue-reporting/requests-last-short-page.json', stored(40)],
  ['peer-6aika-issue-reporting/requests-multi-id.json', stored(2)],
  ['peer-6aika-issue-reporting/requests-page1-size20.xml', stored(20)],
  ['peer-6aika-issue-reporting/requests-page1-size50.json', stored(50)],
  ['peer-6aika-issue-reporting/requests-sjson.json', stored(5)],
  ['peer-6aika-issue-reporting/requests-updated-window.json', stored(80)],
  ['peer-6aika-issue-reporting/services.json', noCase(100)],
  ['peer-6aika-issue-reporting/services.xml', noCase(100)],
  ['sanfrancisco-2012-soap-services.xml', noCase(38)],
  ['toronto-2018-request-single.xml', stored(1)],
  ['toronto-2018-requests.xml', stored(2)],
];

function outcome(bytes: Uint8Array, format: 'json' | 'xml'): Expected {
  try {
    const body = parseListResponse({ text: decodeBody(bytes, undefined) }, format);
    if (body.kind === 'error') return { trouble: body.text };
    const readings = body.rows.map((row) =>
      readRow(row, { crs: 'wgs84', zone: 'Asia/Shanghai', city: WORLD }),
    );
    const refused: Record<string, number> = {};
    for (const reading of readings) {
      if (!reading.ok) refused[reading.refusal.code] = (refused[reading.refusal.code] ?? 0) + 1;
    }
    return { stored: readings.filter((reading) => reading.ok).length, refused };
  } catch (error) {
    return { unreadable: error instanceof Error && 'code' in error ? String(error.code) : 'thrown' };
  }
}

describe('recorded answers', () => {
  it.for(TABLE)('%s', ([name, expected], { skip }) => {
    const bytes = fixtureFile(name);
    if (bytes === null) skip('this recording has no licence to be copied and is not on this machine');
    if (bytes === null) return;
    expect(outcome(bytes, /\.xml$/.test(name) ? 'xml' : 'json')).toEqual(expected);
  });

  it('are mostly on every machine', () => {
    expect(TABLE.filter(([name]) => fixtureFile(name) !== null).length).toBeGreaterThanOrEqual(25);
  });
});
