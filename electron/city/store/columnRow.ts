import type { PlacedCase } from '../../../shared/case/normalised.ts';
import type { CaseStage } from '../../../shared/contract/cases.ts';
import type { ColumnRow } from '../ports.ts';

/** The column row of a case that was just written. */
export function columnRowOf(seq: number, source: string, row: PlacedCase): ColumnRow {
  return {
    seq,
    lon: row.lon,
    lat: row.lat,
    requestedAt: row.requestedAt,
    updatedAt: row.updatedAt,
    closedAt: row.closedAt,
    dueAt: row.dueAt,
    open: row.status === 'open',
    stage: row.stage,
    gone: false,
    rework: row.rework,
    category: row.categoryCode,
    org: row.org,
    street: row.street,
    grid: row.grid,
    source,
    channel: row.channel,
  };
}

/** The select list for `readColumnRow`. `source` is the key of the connection. */
export const COLUMN_SELECT = `seq, lon, lat, requested_at, updated_at, closed_at, due_at, status = 'open',
  gone_at IS NOT NULL, rework, category_code, org, street, grid, source, channel, stage`;

/** One raw row of `COLUMN_SELECT`. */
export type RawColumnRow = [
  number,
  number | null,
  number | null,
  number,
  number | null,
  number | null,
  number | null,
  number,
  number,
  number,
  string,
  string | null,
  string | null,
  string | null,
  number,
  string | null,
  CaseStage | null,
];

/** A column row from the database. `sources` maps connection keys to their ids. */
export function readColumnRow(
  raw: RawColumnRow | [...RawColumnRow, string],
  sources: ReadonlyMap<number, string>,
): ColumnRow {
  return {
    seq: raw[0],
    lon: raw[1],
    lat: raw[2],
    requestedAt: raw[3],
    updatedAt: raw[4],
    closedAt: raw[5],
    dueAt: raw[6],
    open: raw[7] === 1,
    gone: raw[8] === 1,
    rework: raw[9],
    category: raw[10],
    org: raw[11],
    street: raw[12],
    grid: raw[13],
    source: sources.get(raw[14]) ?? '',
    channel: raw[15],
    stage: raw[16],
  };
}
