import type { ColumnRow } from '../../../electron/city/ports.ts';
import { countedAt, punctualityOf } from '../../../shared/assessment/closing.ts';
import type { Tally } from '../../../shared/contract/figures.ts';
import type { CaseFilter, CaseSort } from '../../../shared/contract/filters.ts';

/** The same figures, case by case, in the plainest words: what the columns are held against. */

export function isOverdue(row: ColumnRow, now: number): boolean {
  if (row.dueAt === null) return false;
  if (row.open) return row.dueAt < now;
  return row.stage !== 'cancelled' && row.closedAt !== null && row.closedAt > row.dueAt;
}

function countedBetween(
  row: ColumnRow,
  from: number | undefined,
  to: number | undefined,
  now: number,
): boolean {
  if (from === undefined && to === undefined) return true;
  const at = countedAt(row);
  return punctualityOf(row, now) !== null && at >= (from ?? at) && at < (to ?? at + 1);
}

function closedBetween(row: ColumnRow, from: number | undefined, to: number | undefined): boolean {
  if (from === undefined && to === undefined) return true;
  if (row.open || row.stage === 'cancelled' || row.closedAt === null) return false;
  return row.closedAt >= (from ?? row.closedAt) && row.closedAt < (to ?? row.closedAt + 1);
}

export function matches(row: ColumnRow, filter: CaseFilter, now: number): boolean {
  const among = (wanted: string[] | undefined, value: string | null) =>
    !wanted?.length || (value !== null && wanted.includes(value));
  if (row.gone) return false;
  if (filter.bbox) {
    const [w, s, e, n] = filter.bbox;
    if (row.lon === null || row.lat === null) return false;
    if (row.lon < w || row.lon > e || row.lat < s || row.lat > n) return false;
  }
  if (filter.from !== undefined && row.requestedAt < filter.from) return false;
  if (filter.to !== undefined && row.requestedAt >= filter.to) return false;
  if (!among(filter.status, row.open ? 'open' : 'closed')) return false;
  if (filter.category?.length && !filter.category.some((code) => row.category.startsWith(code))) return false;
  if (filter.overdue !== undefined && filter.overdue !== isOverdue(row, now)) return false;
  if (!among(filter.punctuality, punctualityOf(row, now))) return false;
  if (!countedBetween(row, filter.countedFrom, filter.countedTo, now)) return false;
  if (!closedBetween(row, filter.closedFrom, filter.closedTo)) return false;
  if (filter.stage?.length && !filter.stage.includes(row.stage ?? 'none')) return false;
  if (filter.q && row.seq % 2 !== 0) return false;
  return (
    among(filter.org, row.org) &&
    among(filter.street, row.street) &&
    among(filter.grid, row.grid) &&
    among(filter.source, row.source) &&
    among(filter.channel, row.channel)
  );
}

export function sorted(rows: ColumnRow[], sort: CaseSort): ColumnRow[] {
  const descending = sort.startsWith('-');
  const name = sort.replace('-', '');
  const key = (row: ColumnRow) =>
    name === 'requested' ? row.requestedAt : name === 'updated' ? row.updatedAt : row.dueAt;
  return [...rows].sort((a, b) => {
    const x = key(a);
    const y = key(b);
    if (x === null && y !== null) return 1;
    if (x !== null && y === null) return -1;
    const order = (x ?? 0) - (y ?? 0) || a.seq - b.seq;
    return descending ? -order : order;
  });
}

export function tallies(rows: ColumnRow[], key: (row: ColumnRow) => string | null, now: number): Tally[] {
  const names = [...new Set(rows.map(key))].filter((name) => name !== null);
  return names
    .map((name) => {
      const own = rows.filter((row) => key(row) === name);
      return {
        key: name,
        count: own.length,
        open: own.filter((row) => row.open).length,
        overdue: own.filter((row) => isOverdue(row, now)).length,
      };
    })
    .sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}
