import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import type { ServerRow } from './dialect-server/rows.ts';

const archive = new URL('../../../shared/data/boston311-2011/311_service_requests_2011.zip', import.meta.url);

/** The 58,251 real rows lie beside the project, not in it: tests that need them say so when they are not there. */
export const bostonIsHere = existsSync(archive);
export const BOSTON_ROWS = 58_251;
export const BOSTON_CLOSED = 54_570;

type CsvRow = Record<string, string>;

/** All rows of Boston 311, second half of 2011 (City of Boston, PDDL), as an upstream would keep them. */
export function loadBoston(): ServerRow[] {
  const files = unzipSync(readFileSync(archive));
  const csv = Object.values(files)[0];
  if (csv === undefined) throw new Error('the Boston archive is empty');
  const rows: CsvRow[] = parse(Buffer.from(csv), { columns: true, bom: true });
  return rows.map(toServerRow);
}

function toServerRow(row: CsvRow): ServerRow {
  const requestedAt = bostonTime(row['open_dt'] ?? '');
  const closedAt = row['closed_dt'] ? bostonTime(row['closed_dt']) : null;
  return {
    id: row['case_enquiry_id'] ?? '',
    status: row['case_status'] === 'Closed' ? 'closed' : 'open',
    serviceCode: `${row['subject']}:${row['reason']}:${row['type']}`,
    serviceName: row['type'] ?? '',
    description: row['case_title'] ?? '',
    statusNotes: row['closure_reason'] ?? '',
    agency: row['department'] ?? '',
    address: (row['location'] ?? '').trim(),
    zipcode: row['location_zipcode'] ?? '',
    lat: Number(row['latitude']),
    lon: Number(row['longitude']),
    requestedAt,
    // Closing times after the half year (one is of 2019) would leave the server's clock: it answers as of that day.
    updatedAt: Math.max(requestedAt, Math.min(closedAt ?? requestedAt, BOSTON_NOW - 60_000)),
    expectedAt: row['target_dt'] ? bostonTime(row['target_dt']) : null,
  };
}

/** The moment at which the server answers: just after the last row. */
export const BOSTON_NOW = Date.parse('2012-01-02T12:00:00Z');

/** `2011-07-01 01:32:33` in New York → UTC ms. Daylight saving ended on 6 November 2011 at 06:00 UTC. */
function bostonTime(text: string): number {
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  const year = Number(text.slice(0, 4));
  const [start, end] =
    year === 2011
      ? ['2011-03-13T07:00:00Z', '2011-11-06T06:00:00Z']
      : ['2012-03-11T07:00:00Z', '2012-11-04T06:00:00Z'];
  const summer = asUtc + 4 * 3_600_000;
  return summer >= Date.parse(start) && summer < Date.parse(end) ? summer : asUtc + 5 * 3_600_000;
}
