import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import type { ServerRow } from './dialect-server/rows.ts';

const archive = new URL('../../../shared/data/boston311-2011/311_service_requests_2011.zip', import.meta.url);

/** The 58,251 real rows are not part of the project; tests that need them report that they are missing. */
export const bostonDataExists = existsSync(archive);
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
    updatedAt: Math.max(requestedAt, closedAt ?? requestedAt),
    expectedAt: row['target_dt'] ? bostonTime(row['target_dt']) : null,
  };
}

/** The moment at which the server answers: after the last closing, in October 2019. */
export const BOSTON_NOW = Date.parse('2020-01-01T12:00:00Z');

/** `2011-07-01 01:32:33` in New York → UTC ms. */
export function bostonTime(text: string): number {
  const asUtc = Date.parse(`${text.replace(' ', 'T')}Z`);
  const year = Number(text.slice(0, 4));
  const summer = asUtc + 4 * HOUR;
  const isSummer = summer >= nthSunday(year, 2, 2) + 7 * HOUR && summer < nthSunday(year, 10, 1) + 6 * HOUR;
  return isSummer ? summer : summer + HOUR;
}

const HOUR = 3_600_000;

/** Midnight UTC of the n-th Sunday of a month (0 January): United States daylight saving since 2007. */
function nthSunday(year: number, month: number, n: number): number {
  const weekday = new Date(Date.UTC(year, month, 1)).getUTCDay();
  return Date.UTC(year, month, 1 + ((7 - weekday) % 7) + (n - 1) * 7);
}
